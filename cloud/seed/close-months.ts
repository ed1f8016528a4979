import { countyCode, type DemoCounty } from '../../prisma/demo/county'
import type { DemoHistory } from '../../prisma/demo/history'
import { createService } from '../context'
import type { Parts } from '../parts'
import { addMonths, dayStartMs, fixedClock, shanghaiMonth } from '../platform/clock'
import { actorOf } from './acting'
import { commandsAt } from './commanding'
import { holderOf } from './county-rows'
import { closedAtMs, paidQuarter, paidTownship, payQuarter, waitingTownship } from './pay-tables'

const hourMs = 3_600_000

export interface ClosingTimes {
  /** The month that is made final, and when. */
  frozenMonth: string
  firstClosedAtMs: number
  frozenAtMs: number
  /** The month that is proposed, and when the province's table of it came and it was computed. */
  proposedMonth: string
  importedAtMs: number
  closedAtMs: number
}

/** Offices close a month once the last of its reports is judged, and before anybody objects. */
export function closingTimes({ objections }: DemoHistory, nowMs: number): ClosingTimes {
  const thisMonth = shanghaiMonth(nowMs)
  const [frozenMonth, proposedMonth] = [addMonths(thisMonth, -2), addMonths(thisMonth, -1)]
  const at = (month: string, day: string, hour: number) =>
    dayStartMs(`${month}-${day}`) + hour * hourMs
  const objected = objections.map((one) => one.raisedAtMs - hourMs)
  const over = at(thisMonth, '01', 0)
  const closedAtMs = Math.max(over, Math.min(at(thisMonth, '09', 9), nowMs, ...objected))
  return {
    frozenMonth,
    firstClosedAtMs: at(proposedMonth, '09', 9),
    frozenAtMs: at(proposedMonth, '11', 10),
    proposedMonth,
    importedAtMs: Math.max(over, closedAtMs - hourMs),
    closedAtMs,
  }
}

/**
 * Closes the month before last and the last by the product's own code, at the times at which it
 * would have been done: each township's office computes both and makes the older one final. Of two
 * townships the last finished quarter is carried to its pay table.
 */
export async function closeMonths(
  parts: Parts,
  county: DemoCounty,
  times: ClosingTimes,
): Promise<void> {
  const clock = fixedClock(times.firstClosedAtMs)
  const service = createService({ ...parts, clock })
  const { pay } = service
  const command = commandsAt(parts, clock)
  const townships = county.areas.filter((area) => area.level === 'township').map(({ code }) => code)
  const centre = actorOf(holderOf(county, 'countyCentre', countyCode))

  async function compute(month: string, atMs: number, of = townships): Promise<void> {
    clock.set(atMs)
    for (const code of of) {
      const office = holderOf(county, 'townshipOffice', code)
      await command('pay.close', office, (context) =>
        pay.close({ month, townshipCodes: [code] }, context),
      )
    }
    await pay.idle()
    const { runs } = await pay.progress({ month }, centre)
    const failed = runs.find((run) => run.state !== 'done')
    if (failed)
      throw new Error(`${failed.townshipName} ${month}: ${failed.message ?? failed.state}`)
  }

  async function freeze(month: string, atMs: number, of = townships): Promise<void> {
    clock.set(atMs)
    for (const townshipCode of of) {
      const office = holderOf(county, 'townshipOffice', townshipCode)
      await command('pay.freeze', office, (context) => pay.freeze({ townshipCode, month }, context))
    }
  }

  const quarter = paidQuarter(times.frozenMonth)
  const shown = [paidTownship, waitingTownship]
  for (const month of quarter.months.filter((one) => one < times.frozenMonth)) {
    await compute(month, closedAtMs(month, '09'), shown)
    await freeze(month, closedAtMs(month, '11'), shown)
  }
  await compute(times.frozenMonth, times.firstClosedAtMs)
  await freeze(times.frozenMonth, times.frozenAtMs)
  await payQuarter(parts, service, clock, county, quarter)
  await compute(times.proposedMonth, times.closedAtMs)
}
