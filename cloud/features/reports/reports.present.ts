import type * as z from 'zod/mini'
import { noteLabel } from '../../contract/check-ins'
import type { judgement, likeness, points, ReportRow } from '../../contract/reports'
import { disputeKinds, reportItemLabel } from '../../contract/report-taxonomy'
import type { Position } from '../../contract/primitives'
import { idText, idTextOrNull } from '../../platform/ids'
import type { Directory } from '../areas/areas.service'
import type { JudgementRecord, ReportPhotoRow, ReportRecord } from './reports.store'

type Judgement = z.infer<typeof judgement>
export type LikenessRow = z.infer<typeof likeness>

/** Notes of a report beside those every field record can have. */
const reportNoteLabel = { outsideGrid: '上报位置不在这个网格内' } as const
export type ReportNote = keyof typeof reportNoteLabel

const maskedText = '限制类信息，打开后可看，查看会留下记录'

export interface Around {
  directory: Directory
  nameOf(accountId: string): string
  photos: readonly ReportPhotoRow[]
  judgements: readonly JudgementRecord[]
  mayJudge(report: ReportRecord): boolean
  knowsJudge(report: ReportRecord): boolean
}

function noteText(code: string): string {
  const labels: Record<string, string> = { ...noteLabel, ...reportNoteLabel }
  return labels[code] ?? ''
}

const notesOf = (report: ReportRecord) => report.notes.split(',').filter(Boolean)

/** The device's own time where it was believed, else when it arrived. */
export function takenAtMs(report: ReportRecord): number {
  const received = report.receivedAt.getTime()
  const doubted = notesOf(report).some((note) => note === 'clockOff' || note === 'noTicket')
  return doubted ? received : Math.min(report.deviceTakenAt.getTime(), received)
}

export function positionOf(report: ReportRecord): Position | null {
  const { longitude, latitude, datum, accuracyMeters } = report
  if (longitude === null || latitude === null || datum === null) return null
  return { longitude, latitude, datum, ...(accuracyMeters === null ? {} : { accuracyMeters }) }
}

/** '东河镇平安办': who judged, for those who are told the office only. */
function officeName(directory: Directory, gridCode: string): string {
  return `${directory.areaName(gridCode.slice(0, 9))}平安办`
}

export function presentJudgement(
  report: ReportRecord,
  row: JudgementRecord,
  around: Around,
): Judgement {
  return {
    verdict: row.verdict,
    reason: row.reason,
    points: row.points as z.infer<typeof points>,
    duplicateOf: idTextOrNull(row.duplicateOf),
    judgedByName: around.knowsJudge(report)
      ? around.nameOf(idText(row.judgedBy))
      : officeName(around.directory, report.gridCode),
    judgedAtMs: row.judgedAt.getTime(),
  }
}

export function judgementsOf(report: ReportRecord, around: Around): JudgementRecord[] {
  const id = idText(report.id)
  return around.judgements.filter((row) => idText(row.reportId) === id)
}

function whereAndWho(report: ReportRecord, { directory, nameOf }: Around) {
  const grid = directory.grid(report.gridCode)
  const authorId = idText(report.accountId)
  return {
    authorId,
    authorName: nameOf(authorId),
    gridCode: report.gridCode,
    gridName: grid?.name ?? report.gridCode,
    villageName: grid?.villageName ?? directory.areaName(report.gridCode.slice(0, 12)),
  }
}

function disputeLabel(code: string | null): string | null {
  return disputeKinds.find((kind) => kind.code === code)?.label ?? null
}

/** What a list shows of a restricted report before it is opened: that there is one, not what it says. */
export function veiled(row: ReportRow): ReportRow {
  return { ...row, text: maskedText, disposal: null, position: null, photos: [] }
}

export function presentReport(report: ReportRecord, around: Around): ReportRow {
  const id = idText(report.id)
  const newest = judgementsOf(report, around).at(-1)
  return {
    id,
    ...whereAndWho(report, around),
    itemCode: report.itemCode,
    itemLabel: reportItemLabel(report.itemCode),
    disputeKind: report.disputeKind,
    disputeKindLabel: disputeLabel(report.disputeKind),
    emotionFlag: report.emotionFlag,
    escalationFlag: report.escalationFlag,
    urgent: report.urgent,
    restricted: report.restricted,
    text: report.text,
    disposal: report.disposal,
    position: positionOf(report),
    month: report.month,
    takenAtMs: takenAtMs(report),
    receivedAtMs: report.receivedAt.getTime(),
    notes: notesOf(report).map(noteText).filter(Boolean),
    photos: around.photos
      .filter((photo) => photo.reportId === id)
      .map((photo) => ({ photoId: photo.photoId, arrived: photo.perceptualHash !== null })),
    verdict: report.verdict,
    judgement: newest ? presentJudgement(report, newest, around) : null,
    abilities: { judge: around.mayJudge(report) },
  }
}

export type Closeness = 'own' | 'full' | 'shortened'

const shortenedCharacters = 40

function shorten(text: string): string {
  const characters = [...text]
  if (characters.length <= shortenedCharacters) return text
  return `${characters.slice(0, shortenedCharacters).join('')}…`
}

/** A colleague's report is shortened and unnamed: only that the matter is known already. */
export function presentLikeness(
  report: ReportRecord,
  found: {
    closeness: Closeness
    authorName: string
    distanceMeters: number | null
    reasons: string[]
  },
): LikenessRow {
  const { closeness, authorName, distanceMeters, reasons } = found
  const text = closeness === 'shortened' ? shorten(report.text) : report.text
  return {
    reportId: idText(report.id),
    authorName: closeness === 'shortened' ? '附近的网格员' : authorName,
    text: report.restricted && closeness !== 'own' ? maskedText : text,
    verdict: closeness === 'shortened' ? null : report.verdict,
    receivedAtMs: report.receivedAt.getTime(),
    distanceMeters: distanceMeters === null ? null : Math.round(distanceMeters),
    reasons,
  }
}
