import type { MapTiles } from './types'

export interface Ground {
  /** In which datum the map wants its coordinates; null while that is being asked. */
  datum: 'wgs84' | 'gcj02' | null
  tiles: MapTiles | null
}

const wechat: Ground = { datum: 'gcj02', tiles: null }

/** WeChat's map brings its own ground, in the datum of Chinese maps. */
export function useGround(): Ground {
  return wechat
}
