import { dayMs } from '../../platform/clock'
import type { Position } from '../../platform/geometry'
import { idText } from '../../platform/ids'
import {
  cellsAround,
  comparing,
  likelyFrom,
  placeCell,
  textFingerprint,
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

/** A picture of one colour has no bits to compare. */
const hashesOf = (photos: readonly ReportPhotoRow[], reportId: string | null): bigint[] =>
  photos.flatMap((photo) =>
    photo.reportId === reportId && photo.perceptualHash ? [photo.perceptualHash] : [],
  )

/** What an office has merged is one incident and pays once (A-DN-24); a person still judges. */
const mergedReason = '已并案为同一件，同一件只计一次'

/** Compares one report with what lies around it: what was merged with it, then the most alike. */
export async function findLikenesses(
  store: ReportsStore,
  reader: Reader,
  subject: Subject,
  sight: Sight,
  mergedIds: readonly string[] = [],
): Promise<FoundLikeness[]> {
  const cell = placeCell(subject.position)
  const fingerprint = textFingerprint(subject.text)
  const near = await store.around(reader, {
    sight,
    village: subject.gridCode ? villageOf(subject.gridCode) : null,
    cells: cell === null ? [] : cellsAround(cell),
    fingerprint,
    atMs: subject.atMs,
    windowMs: windowDays * dayMs,
    except: subject.reportId,
    most: mostCandidates,
  })
  const merged = new Set(mergedIds)
  const candidates = [
    ...(await store.seenOf(reader, mergedIds, sight)),
    ...near.filter((report) => !merged.has(idText(report.id))),
  ]
  const photos = subject.reportId
    ? await store.photosOf(reader, [subject.reportId, ...candidates.map((one) => idText(one.id))])
    : []
  const compare = comparing({
    text: subject.text,
    textFingerprint: fingerprint,
    position: subject.position,
    atMs: subject.atMs,
    kind: subject.itemCode,
    photoHashes: hashesOf(photos, subject.reportId),
  })
  const found = candidates.map((report): FoundLikeness => {
    const like = compare({
      text: report.text,
      textFingerprint: report.textFingerprint,
      position: positionOf(report),
      atMs: report.receivedAt.getTime(),
      kind: report.itemCode,
      photoHashes: hashesOf(photos, idText(report.id)),
    })
    if (!merged.has(idText(report.id))) return { report, ...like }
    return { report, ...like, score: 1, reasons: [mergedReason, ...like.reasons] }
  })
  return found
    .filter((one) => one.score >= likelyFrom)
    .sort((a, b) => b.score - a.score)
    .slice(0, Math.max(mostShown, merged.size))
}
