import { dayMs, shanghaiDay } from '../../platform/clock'
import { distanceMeters, type Position, positionFault } from '../../platform/geometry'
import { idText } from '../../platform/ids'
import {
  bitsApart,
  cellsAround,
  fingerprintSimilarity,
  likelyFrom,
  likenessOf,
  pairSimilarity,
  placeCell,
  textFingerprint,
  textPairs,
  windowDays,
} from '../../platform/likeness'
import { positionOf } from './reports.present'
import { type Sight, villageOf } from './reports.policy'
import type { Reader, ReportPhotoRow, ReportRecord, ReportsStore } from './reports.store'

/** What is compared: a report that is there, or one that is being written. */
export interface Subject {
  reportId: string | null
  gridCode: string | null
  itemCode: string
  text: string
  position: Position | null
  atMs: number
}

export interface FoundLikeness {
  report: ReportRecord
  distanceMeters: number | null
  reasons: string[]
  score: number
}

const mostCandidates = 200
const mostShown = 10
/** Fingerprints less alike than this are of texts that share next to nothing. */
const worthComparing = 0.1

export function subjectOf(report: ReportRecord): Subject {
  return {
    reportId: idText(report.id),
    gridCode: report.gridCode,
    itemCode: report.itemCode,
    text: report.text,
    position: positionOf(report),
    atMs: report.receivedAt.getTime(),
  }
}

function apart(one: Position | null, other: Position | null): number | null {
  if (!one || !other || positionFault(one) !== null || positionFault(other) !== null) return null
  return distanceMeters(one, other)
}

/** A picture of one colour has no bits to compare. */
const hashesOf = (photos: readonly ReportPhotoRow[], reportId: string | null): bigint[] =>
  photos.flatMap((photo) =>
    photo.reportId === reportId && photo.perceptualHash ? [photo.perceptualHash] : [],
  )

function photoBitsApart(one: readonly bigint[], other: readonly bigint[]): number | null {
  let fewest: number | null = null
  for (const a of one) {
    for (const b of other) fewest = Math.min(fewest ?? 64, bitsApart(a, b))
  }
  return fewest
}

/** Compares one report with what lies around it, the most alike first. */
export async function findLikenesses(
  store: ReportsStore,
  reader: Reader,
  subject: Subject,
  sight: Sight,
): Promise<FoundLikeness[]> {
  const cell = placeCell(subject.position)
  const fingerprint = textFingerprint(subject.text)
  const candidates = await store.around(reader, {
    sight,
    village: subject.gridCode ? villageOf(subject.gridCode) : null,
    cells: cell === null ? [] : cellsAround(cell),
    fingerprint,
    atMs: subject.atMs,
    windowMs: windowDays * dayMs,
    except: subject.reportId,
    most: mostCandidates,
  })
  const photos = subject.reportId
    ? await store.photosOf(reader, [subject.reportId, ...candidates.map((one) => idText(one.id))])
    : []
  const ownHashes = hashesOf(photos, subject.reportId)
  const pairs = textPairs(subject.text)
  const found = candidates.map((report): FoundLikeness => {
    const alike = fingerprintSimilarity(fingerprint, report.textFingerprint) >= worthComparing
    const receivedAtMs = report.receivedAt.getTime()
    const distance = apart(subject.position, positionOf(report))
    const { score, reasons } = likenessOf({
      distanceMeters: distance,
      hoursApart: Math.abs(receivedAtMs - subject.atMs) / 3_600_000,
      sameDay: shanghaiDay(receivedAtMs) === shanghaiDay(subject.atMs),
      textSimilarity: alike ? pairSimilarity(pairs, textPairs(report.text)) : 0,
      photoBitsApart: photoBitsApart(ownHashes, hashesOf(photos, idText(report.id))),
      sameItem: report.itemCode === subject.itemCode,
    })
    return { report, distanceMeters: distance, reasons, score }
  })
  return found
    .filter((one) => one.score >= likelyFrom)
    .sort((a, b) => b.score - a.score)
    .slice(0, mostShown)
}
