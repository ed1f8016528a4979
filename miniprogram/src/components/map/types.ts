export type OutlineTone = 'plain' | 'silent'
export type MarkTone = 'plain' | 'urgent' | 'overdue'

export interface MapOutline {
  code: string
  name: string
  /** Each polygon as its rings of [longitude, latitude]. */
  polygons: readonly (readonly (readonly (readonly number[])[])[])[]
  tone: OutlineTone
}

export interface MapMark {
  id: string
  longitude: number
  latitude: number
  tone: MarkTone
  /** What it is, in a few words: read out, and shown where there is a pointer. */
  label: string
}

/** How many there are in a square of the ground, where they cannot be shown one by one. */
export interface MapSquare {
  square: string
  longitude: number
  latitude: number
  tone: MarkTone
  matterCount: number
  label: string
}

export interface MapSpot {
  longitude: number
  latitude: number
  radiusMeters: number
  label: string
}

export interface MapTiles {
  url: string
  attribution: string
  mostZoom: number
}

/** Coordinates are in the datum of the ground: see ground.ts. */
export interface MapProps {
  id: string
  /** What it shows, in a sentence, for who cannot see it. */
  summary: string
  outlines: readonly MapOutline[]
  marks: readonly MapMark[]
  squares: readonly MapSquare[]
  /** Look at the marks and not at all of the outlines. */
  isClose: boolean
  spots: readonly MapSpot[]
  /** Whose data is shown. */
  attribution: string | null
  /** Pixels. */
  height: number
  onMark?: (id: string) => void
  onSquare?: (square: string) => void
}
