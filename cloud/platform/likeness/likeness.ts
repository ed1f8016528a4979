/** What two reports have in common, as far as it can be told. */
export interface Comparison {
  distanceMeters: number | null
  hoursApart: number
  sameDay: boolean
  /** Share of common pairs of characters, 0 to 1. */
  textSimilarity: number
  /** Bits by which the most alike of their photos differ; null: nothing to compare. */
  photoBitsApart: number | null
  sameItem: boolean
}

export interface Likeness {
  /** 0 to 1; from `likelyFrom` on it is shown. */
  score: number
  reasons: string[]
}

export const likelyFrom = 0.5
/** Reports further apart in time are not looked at. */
export const windowDays = 30
/** Further apart than this, the place says nothing. */
export const nearMeters = 500

const samePhotoBits = 6
const photoScore = 0.8
/**
 * Any two texts share about this much, and people who tell of one matter in their own words seldom
 * share more than that: measured on real messages (docs/duplicates.md).
 */
const chanceSimilarity = 0.03
const fullSimilarity = 0.3
const tellingTextSimilarity = 0.2

const closeness = (value: number, limit: number): number => Math.max(0, 1 - value / limit)

function photosAlike({ photoBitsApart }: Comparison): boolean {
  return photoBitsApart !== null && photoBitsApart <= samePhotoBits
}

function wordsAlike(textSimilarity: number): number {
  const above = (textSimilarity - chanceSimilarity) / (fullSimilarity - chanceSimilarity)
  return Math.min(1, Math.max(0, above))
}

/**
 * Words weigh most, then the place, then time and class. The same place, day and class are enough
 * without common words, and the same photo is enough alone: people look at what is shown here.
 */
function scoreOf(comparison: Comparison): number {
  const { distanceMeters, hoursApart, textSimilarity, sameItem } = comparison
  const place = distanceMeters === null ? 0 : closeness(distanceMeters, nearMeters)
  const time = closeness(hoursApart, windowDays * 24)
  const score = 0.5 * wordsAlike(textSimilarity) + 0.3 * place + 0.1 * time + (sameItem ? 0.1 : 0)
  return photosAlike(comparison) ? Math.max(photoScore, score) : score
}

function placeReason(distanceMeters: number | null): string[] {
  if (distanceMeters === null || distanceMeters > nearMeters) return []
  const meters = Math.round(distanceMeters)
  return [meters === 0 ? '同一地点' : `相距 ${meters} 米`]
}

function timeReason({ sameDay, hoursApart }: Comparison): string {
  return sameDay ? '同一天' : `相隔 ${Math.max(1, Math.round(hoursApart / 24))} 天`
}

export function likenessOf(comparison: Comparison): Likeness {
  const { distanceMeters, textSimilarity, sameItem } = comparison
  const reasons = placeReason(distanceMeters)
  if (textSimilarity >= tellingTextSimilarity) {
    reasons.push(`文字相似 ${Math.round(textSimilarity * 100)}%`)
  }
  if (photosAlike(comparison)) reasons.push('照片相似')
  if (sameItem) reasons.push('同一类别')
  reasons.push(timeReason(comparison))
  return { score: scoreOf(comparison), reasons }
}
