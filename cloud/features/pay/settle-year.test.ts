import { expect, it } from 'vitest'
import { daning2022 } from '../../regulations'
import type { SavedRow } from './pay.store'
import { settleYear } from './settle-year'

const row = (
  accountId: string,
  month: string,
  accrualFen: number,
  changed: Partial<SavedRow> = {},
): SavedRow => ({
  accountId,
  month,
  townshipCode: '141030100',
  gridCode: '141030100001A001',
  workerKind: 'rural',
  accrualFen,
  fraud: 0,
  ...changed,
})
const settled = (rows: SavedRow[], decided: [string, boolean][] = []) =>
  settleYear(rows, {
    year: '2026',
    townshipCode: '141030100',
    regulation: daning2022,
    eliminatedForFraud: new Map(decided),
  }).map(({ accountId, left, settlement }) => [
    accountId,
    left,
    settlement.payableFen,
    settlement.heldFen,
  ])

it('pays the leaver what he saved (G-DN-103) and holds it after a fraud (G-DN-104)', () => {
  const rows = [
    row('leaver', '2026-08', 4_500),
    row('leaver', '2026-09', 5_000),
    row('fraud', '2026-11', 4_500, { fraud: 1 }),
    row('fraud', '2026-12', 5_000),
    row('stays', '2026-03', 5_000),
    row('stays', '2026-12', -1_000),
  ]
  expect(settled(rows)).toEqual([
    ['leaver', true, 9_500, 0],
    ['fraud', false, 0, 9_500],
    ['stays', false, 4_000, 0],
  ])
})

it('follows the decision on an elimination for fraud, whatever the records alone would say', () => {
  const rows = [
    row('kept', '2026-12', 4_500, { fraud: 1 }),
    row('eliminated', '2026-12', 5_000, { fraud: 0 }),
  ]
  expect(
    settled(rows, [
      ['kept', false],
      ['eliminated', true],
    ]),
  ).toEqual([
    ['kept', false, 4_500, 0],
    ['eliminated', false, 0, 5_000],
  ])
})

it('settles where the year’s last month was worked', () => {
  const away = { townshipCode: '141030101' }
  expect(settled([row('moved', '2026-02', 500), row('moved', '2026-12', 500, away)])).toEqual([])
  expect(settled([row('came', '2026-02', 500, away), row('came', '2026-12', 500)])).toEqual([
    ['came', false, 1_000, 0],
  ])
})
