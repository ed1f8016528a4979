import { classOfReportItem, type MatterLevel } from '../../contract/matter-taxonomy'
import type { CommandContext } from '../../http/serve'
import type { Position } from '../../contract/primitives'
import { idOfText } from '../../platform/ids'
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

/** Id of the event that a report's own handling is: the same for every repeat. */
export const selfHandlingId = (reportId: string): string => idOfText(`self-handled ${reportId}`)

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
