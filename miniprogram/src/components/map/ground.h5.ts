import { settings } from '@contract/maps'
import { useAsk } from '@/lib/query'
import type { Ground } from './ground'

/** The ground that the installation names, in its datum; without one, plain ground. */
export function useGround(): Ground {
  const { data, error } = useAsk(settings, {}, { keep: true })
  if (!data) return { datum: error ? 'wgs84' : null, tiles: null }
  return { datum: data.tiles?.datum ?? 'wgs84', tiles: data.tiles }
}
