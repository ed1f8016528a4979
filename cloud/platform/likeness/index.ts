export {
  type Comparison,
  type Likeness,
  likelyFrom,
  likenessOf,
  nearMeters,
  windowDays,
} from './likeness'
export { type Compared, comparing, type FoundLike, worthComparing } from './compare'
export { cellCorner, cellPlace, cellsARow, cellsAround, placeCell } from './place-cell'
export {
  bitsApart,
  fingerprintSimilarity,
  normalizeText,
  pairSimilarity,
  textFingerprint,
  textPairs,
} from './text-fingerprint'
