import sharp from 'sharp'
import { countyCode, type DemoCounty } from '../../prisma/demo/county'
import type { Service } from '../context'
import type { Parts } from '../parts'
import { addMonths, dayStartMs, type fixedClock, monthEnd } from '../platform/clock'
import { newId } from '../platform/ids'
import { actorOf, callBy } from './acting'
import { commandsAt } from './commanding'
import { bytes, holderOf } from './county-rows'
import type { Row } from './seed.store'

/** Township whose quarter is paid, and one whose table waits for its review by the county. */
export const paidTownship = '141030101'
export const waitingTownship = '141030102'

const hourMs = 3_600_000
const monthsInQuarter = 3
const leastCheckIns = 20
const spread = 7

export interface PaidQuarter {
  period: string
  months: string[]
}

/** The last quarter all of whose months are final: it ends with the last frozen month or before it. */
export function paidQuarter(frozenMonth: string): PaidQuarter {
  const number = Number(frozenMonth.slice(5))
  const last = addMonths(frozenMonth, -(number % monthsInQuarter))
  const quarter = Number(last.slice(5)) / monthsInQuarter
  return {
    period: `${last.slice(0, 4)}-Q${quarter}`,
    months: [-2, -1, 0].map((count) => addMonths(last, count)),
  }
}

/** When a month's offices close and freeze it: the 9th and the 11th of the next. */
export function closedAtMs(month: string, day: '09' | '11'): number {
  return dayStartMs(`${addMonths(month, 1)}-${day}`) + 9 * hourMs
}

/**
 * Months before the product was taken into use are known from the provincial platform alone: a table
 * for each, of the two townships whose quarter is shown.
 */
export function provincialRows(
  county: DemoCounty,
  months: readonly string[],
): { imports: Row[]; figures: Row[] } {
  const importedBy = bytes(holderOf(county, 'countyCentre', countyCode).accountId)
  const imports: Row[] = []
  const figures: Row[] = []
  for (const month of months) {
    const importId = bytes(newId())
    const workers = county.accounts.filter(({ posts }) =>
      posts.some(
        ({ role, scopeCode, startsOn }) =>
          role === 'worker' &&
          startsOn <= monthEnd(month) &&
          (scopeCode.startsWith(paidTownship) || scopeCode.startsWith(waitingTownship)),
      ),
    )
    imports.push({
      ...{ id: importId, countyCode, month, importedBy },
      fileName: `省平台网格员统计${month}.xlsx`,
      rowCount: workers.length,
      importedAt: new Date(closedAtMs(month, '09') - hourMs),
    })
    workers.forEach(({ accountId }, index) => {
      const count = leastCheckIns + ((index + Number(month.slice(5))) % spread)
      figures.push({
        ...{ accountId: bytes(accountId), month, importId },
        checkIns: count,
        validReports: count + 1,
      })
    })
  }
  return { imports, figures }
}

/** A sheet with a round mark on it, as the signed and sealed table is scanned. */
function scan(): Promise<Buffer> {
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="900">
    <rect width="640" height="900" fill="#fffdf9"/>
    ${Array.from({ length: 18 }, (_none, line) => `<rect x="60" y="${90 + line * 36}" width="520" height="2" fill="#505b58"/>`).join('')}
    <circle cx="460" cy="790" r="70" fill="none" stroke="#b3261e" stroke-width="6"/></svg>`
  return sharp(Buffer.from(drawn)).png().toBuffer()
}

/** One township's quarter paid, another's table waiting, by the product's own code and hands. */
export async function payQuarter(
  parts: Parts,
  { payroll }: Pick<Service, 'payroll'>,
  clock: ReturnType<typeof fixedClock>,
  county: DemoCounty,
  { period, months }: PaidQuarter,
): Promise<void> {
  const command = commandsAt(parts, clock)
  const centre = holderOf(county, 'countyCentre', countyCode)
  const last = months.at(-1) ?? ''
  const at = (day: string) => clock.set(dayStartMs(`${addMonths(last, 1)}-${day}`) + 10 * hourMs)
  const file = { name: '盖章件.png', bytes: await scan() }

  async function sealed(townshipCode: string): Promise<{ tableId: string; revision: number }> {
    const office = holderOf(county, 'townshipOffice', townshipCode)
    const signer = holderOf(county, 'townshipSigner', townshipCode)
    at('13')
    const { tableId, revision } = await command('payroll.prepare', office, (context) =>
      payroll.prepare({ townshipCode, period }, context),
    )
    const key = { tableId, revision }
    at('15')
    await command('payroll.sign', signer, (context) => payroll.carrying.sign(key, context))
    at('16')
    const call = callBy(office, clock.nowMs())
    const prepared = await payroll.carrying.prepareScan(key, { ...call, file })
    await command('payroll.attachScan', office, (context) =>
      payroll.carrying.attachScan(key, { ...context, prepared }),
    )
    return key
  }

  const key = await sealed(paidTownship)
  await sealed(waitingTownship)
  at('18')
  await command('payroll.review', centre, (context) =>
    payroll.carrying.review({ ...key, decision: 'approved' }, context),
  )
  at('19')
  const { batchId } = await command('payroll.makeBatch', centre, (context) =>
    payroll.batches.make({ tableId: key.tableId }, context),
  )
  const { transfers } = await payroll.batch({ batchId }, actorOf(centre))
  at('20')
  await command('payroll.recordTransfers', centre, (context) =>
    payroll.batches.record(
      { batchId, state: 'paid', transferIds: transfers.map((one) => one.transferId) },
      context,
    ),
  )
}
