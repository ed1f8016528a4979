import { describe, expect, it } from 'vitest'
import { idBytes, newId } from '../../platform/ids'
import { daning2022 } from '../../regulations'
import { boundRegulation } from '../regulations/bound-regulation'
import { isFullMonth, heldMonthOf, type WorkerSources } from './month-facts'

const month = '2026-06'
const accountId = newId()
const worker = {
  accountId,
  name: '甲',
  gridCode: '141030100001A001',
  villageCode: '141030100001',
  townshipCode: '141030100',
  workerKind: 'rural' as const,
  serviceFrom: '2022-06-01',
  serviceTo: null,
  kindHistory: [{ from: '2026-06-01', kind: 'rural' as const }],
}
const by = { recordedBy: idBytes(newId()), recordedAt: new Date('2026-06-20T00:00:00Z') }

function sourcesOf(changed: Partial<WorkerSources['records']> = {}): WorkerSources {
  return {
    worker,
    days: { countedDays: 0b1011, checkIns: 7 },
    validReports: 2,
    provincial: null,
    records: {
      findings: [],
      commendations: [],
      majorReports: [],
      spotChecks: [],
      decisions: [],
      ...changed,
    },
    earlierCommendations: [],
    adjustments: [],
    history: [],
    leave: null,
    ofStreet: {},
  }
}
const factsOf = (sources: WorkerSources) =>
  heldMonthOf(boundRegulation(daning2022, [], '2022-05-06'), month, sources)
const decision = (kind: string, value: object, reason: string) => ({
  id: idBytes(newId()),
  accountId: idBytes(accountId),
  month,
  kind,
  value: value as never,
  reason,
  decidedBy: by.recordedBy,
  decidedAt: by.recordedAt,
})

describe('the facts of a worker’s month', () => {
  it('say nothing of what did not happen, and pass the pack’s own check', () => {
    const facts = factsOf(sourcesOf())
    expect(facts).toEqual({
      regulation: 'daning-2022',
      month,
      worker: { reference: accountId, kind: 'rural', serviceFrom: '2022-06-01' },
      counts: { local: { checkInDays: 3, rawCheckIns: 7, validReports: 2 }, provincial: null },
    })
    expect(daning2022.evaluate(facts)).toMatchObject({ ok: true })
  })

  it('hold the newest of decisions that exclude one another, and every adjustment of money', () => {
    const facts = factsOf(
      sourcesOf({
        decisions: [
          decision('verdict', { verdict: 'fail' }, '先'),
          decision('manualAdjustment', { amountFen: 100 }, '一'),
          decision('verdict', { verdict: 'pass' }, '后'),
          decision('manualAdjustment', { amountFen: 200 }, '二'),
        ],
      }),
    )
    expect(facts.decisions?.map((one) => one.reason)).toEqual(['一', '后', '二'])
    expect(daning2022.evaluate(facts)).toMatchObject({ ok: true })
  })

  it('leave out what was withdrawn, and part findings by what they lead to', () => {
    const finding = (
      kind: 'fraud' | 'criticismNotice' | 'disobeyedCommand',
      withdrawn = false,
    ) => ({
      ...by,
      id: idBytes(newId()),
      accountId: idBytes(accountId),
      month,
      kind,
      level: kind === 'criticismNotice' ? ('city' as const) : null,
      incident: '一事',
      evidence: '材料',
      documentNumber: null,
      occurredOn: new Date('2026-06-10'),
      withdrawnBy: null,
      withdrawnAt: withdrawn ? new Date() : null,
      withdrawReason: null,
    })
    const kinds = ['fraud', 'criticismNotice', 'disobeyedCommand'] as const
    const facts = factsOf(
      sourcesOf({
        findings: [...kinds.map((kind) => finding(kind)), finding('disobeyedCommand', true)],
      }),
    )
    expect(facts.findings).toHaveLength(1)
    expect(facts.criticismNotices).toMatchObject([{ level: 'city' }])
    expect(facts.fraud).toHaveLength(1)
    expect(daning2022.evaluate(facts)).toMatchObject({ ok: true })
  })

  it('know what earlier months paid for a report that is commended again (G-DN-071)', () => {
    const reportId = idBytes(newId())
    const commended = (level: 'county' | 'city', at: string) => ({
      ...by,
      id: idBytes(newId()),
      accountId: idBytes(accountId),
      reportId,
      month: at,
      level,
      documentNumber: '1',
      evidence: '通报',
      noticedOn: new Date(`${at}-05`),
    })
    const facts = factsOf({
      ...sourcesOf({ commendations: [commended('city', month)] }),
      earlierCommendations: [commended('county', '2026-05')],
    })
    expect(facts.commendations).toMatchObject([{ level: 'city', alreadyPaidFen: 1_000 }])
  })

  it('take spot checks up to the month’s end in Shanghai', () => {
    const called = (at: string) => ({
      ...by,
      id: idBytes(newId()),
      accountId: idBytes(accountId),
      calledAt: new Date(at),
      answered: false,
      calledBackAt: null,
    })
    const spotChecks = [called('2026-06-30T23:59:00+08:00'), called('2026-07-01T00:30:00+08:00')]
    expect(factsOf(sourcesOf({ spotChecks })).spotChecks).toHaveLength(1)
  })
})

it('knows a full month', () => {
  expect(isFullMonth(worker, month)).toBe(true)
  expect(isFullMonth({ ...worker, serviceFrom: '2026-06-02' }, month)).toBe(false)
  expect(isFullMonth({ ...worker, serviceTo: '2026-06-29' }, month)).toBe(false)
  expect(isFullMonth({ ...worker, serviceTo: '2026-06-30' }, month)).toBe(true)
})
