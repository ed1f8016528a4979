import { expect } from 'vitest'
import { discipline } from '../contract'
import type { InputOf } from '../contract/define'
import { idBytes } from '../platform/ids'
import { testAreas, type TestPerson } from './test-county'
import { testStartMs, type TestService } from './test-service'

export type Opened = InputOf<typeof discipline.open>
export type MoveName = InputOf<typeof discipline.move>['move']

export const caseMonth = '2026-06'

interface Held {
  service: TestService
  office: TestPerson
  county: TestPerson
}

/** Cases opened, moved and looked at. */
export function disciplineCalls(held: () => Held) {
  const worker = (name: string) => held().service.person('worker', testAreas.grid, { name })
  const opened = (accountId: string, changed: Partial<Opened> = {}): Opened => ({
    accountId,
    month: caseMonth,
    kind: 'elimination',
    article: 'DN-13.4',
    sentence: '瞒报隐患，引发火情',
    evidence: '火情调查记录',
    ...changed,
  })

  async function openCase(person: TestPerson, changed: Partial<Opened> = {}): Promise<string> {
    const answer = await held().service.call(discipline.open, opened(person.accountId, changed), {
      token: held().office.token,
    })
    expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    return answer.data.case.id
  }

  const move = (by: TestPerson, caseId: string, name: MoveName, on?: string) =>
    held().service.call(
      discipline.move,
      { caseId, move: name, text: `${name}的理由`, ...(on ? { on } : {}) },
      { token: by.token },
    )
  const answered = (by: TestPerson, caseId: string, name: 'reply' | 'appeal') =>
    held().service.call(
      discipline.answer,
      { caseId, move: name, text: '当天住院，有病历' },
      { token: by.token },
    )
  const mineOf = async (person: TestPerson) =>
    (await held().service.call(discipline.mine, {}, { token: person.token })).data.cases
  const detailOf = async (caseId: string, by = held().county) =>
    (await held().service.call(discipline.detail, { caseId }, { token: by.token })).data
  const rowCount = () => held().service.parts.database.prisma.disciplineCase.count()
  const stateOf = async (caseId: string) => {
    const row = await held().service.parts.database.prisma.disciplineCase.findUniqueOrThrow({
      where: { id: idBytes(caseId) },
    })
    return `${row.state} ${row.outcome ?? ''}`
  }

  /** Until the end of the test, on a later day. */
  async function onDay<T>(day: string, work: () => Promise<T>): Promise<T> {
    held().service.clock.set(Date.parse(`${day}T10:00:00+08:00`))
    try {
      return await work()
    } finally {
      held().service.clock.set(testStartMs)
    }
  }

  return {
    worker,
    opened,
    openCase,
    move,
    answered,
    mineOf,
    detailOf,
    rowCount,
    stateOf,
    onDay,
  }
}
