import { createHash } from 'node:crypto'
import { classOfReportItem, type MatterLevel } from '../../contract/matter-taxonomy'
import type { CommandContext } from '../../http/serve'
import type { Position } from '../../contract/primitives'
import { idText } from '../../platform/ids'
import type { createMakeMoves } from './make-moves'

/** What a report tells of the matter it brings. */
export interface Reported {
  id: string
  itemCode: string
  level: MatterLevel
  text: string
  position: Position | null
  gridCode: string
  raisedAtMs: number
  photoIds: readonly string[]
  contentHash: Uint8Array
  /** Null: not settled on the spot. */
  selfHandled: { result: string; answers: { injury: boolean; propertyLoss: boolean } } | null
}

/** Id of the event that a report's own handling is: the same for every repeat, in the form of a UUID 8. */
export function selfHandlingId(reportId: string): string {
  const bytes = new Uint8Array(
    createHash('sha256').update(`self-handled\0${reportId}`).digest().subarray(0, 16),
  )
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return idText(bytes)
}

/** The matter that a report is: its id is the report's, and it is written in the report's transaction. */
export function createRaiseFromReport({
  raiseInside,
}: Pick<ReturnType<typeof createMakeMoves>, 'raiseInside'>) {
  return async (report: Reported, { tx, actor, nowMs }: CommandContext): Promise<void> => {
    const { selfHandled } = report
    await raiseInside(
      tx,
      {
        id: report.id,
        source: 'report',
        classCode: classOfReportItem(report.itemCode)?.code ?? 'other',
        level: report.level,
        text: report.text,
        placeText: null,
        position: report.position,
        gridCode: report.gridCode,
        raisedBy: actor.accountId,
        raisedAtMs: report.raisedAtMs,
        photoIds: report.photoIds,
        contentHash: report.contentHash,
      },
      selfHandled && { ...selfHandled, commandId: selfHandlingId(report.id), actor },
      nowMs,
    )
  }
}
