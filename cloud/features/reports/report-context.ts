import type { Actor } from '../../http/actor'
import { idText } from '../../platform/ids'
import type { AreasService } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import type { FoundLikeness } from './find-likenesses'
import { reportsPolicy } from './reports.policy'
import { type Around, type LikenessRow, presentLikeness } from './reports.present'
import type { Reader, ReportRecord, ReportsStore } from './reports.store'

export interface ContextParts {
  store: ReportsStore
  areas: AreasService
  staff: StaffService
}

export type ReportContext = ReturnType<typeof createReportContext>

/** Gathers what reports are shown with: names, places, photos, judgements, what the viewer may do. */
export function createReportContext({ store, areas, staff }: ContextParts) {
  /** What presenting these reports needs beside them, asked once for all. */
  async function around(
    reader: Reader,
    actor: Actor,
    reports: readonly ReportRecord[],
    fresh = false,
  ): Promise<Around> {
    const ids = reports.map((report) => idText(report.id))
    const [directory, photoRows, judgements] = await Promise.all([
      areas.directory(),
      store.photosOf(reader, ids),
      fresh ? [] : store.judgementsOf(reader, ids),
    ])
    const people = [
      ...reports.map((one) => one.accountId),
      ...judgements.map((one) => one.judgedBy),
    ].map(idText)
    const others = [...new Set(people)].filter((id) => id !== actor.accountId)
    const names = others.length > 0 ? await staff.names(others) : new Map<string, string>()
    const seenAs = (report: ReportRecord) => ({
      accountId: idText(report.accountId),
      gridCode: report.gridCode,
    })
    return {
      directory,
      nameOf: (accountId) =>
        accountId === actor.accountId ? actor.name : (names.get(accountId) ?? ''),
      photos: photoRows,
      judgements,
      mayJudge: (report) => reportsPolicy.mayJudge(actor, seenAs(report)),
      knowsJudge: (report) => reportsPolicy.knowsJudge(actor, seenAs(report)),
    }
  }

  async function presentLikenesses(
    actor: Actor,
    found: readonly FoundLikeness[],
  ): Promise<LikenessRow[]> {
    const sight = reportsPolicy.sight(actor)
    const names = await staff.names([...new Set(found.map((one) => idText(one.report.accountId)))])
    return found.map(({ report, distanceMeters, reasons }) => {
      const accountId = idText(report.accountId)
      const own = accountId === actor.accountId
      const full = reportsPolicy.sees(sight, { ...report, accountId })
      const closeness = own ? 'own' : full ? 'full' : 'shortened'
      return presentLikeness(report, {
        closeness,
        authorName: names.get(accountId) ?? '',
        distanceMeters,
        reasons,
      })
    })
  }

  return { around, presentLikenesses }
}
