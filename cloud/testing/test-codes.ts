import { expect } from 'vitest'
import { codes } from '../contract'
import type { InputOf } from '../contract/define'
import { tokenOf } from '../features/codes/code-token'
import { readPdf } from '../platform/documents/read-pdf'
import { idBytes } from '../platform/ids'
import { testAreas, type TestPerson } from './test-county'
import type { TestService } from './test-service'

export interface LivedInCodes {
  printId: string
  gridSerial: number
  gridToken: string
  badgeSerial: number
  badgeToken: string
}

/** Twenty contact cards of the first grid, and the badge of a worker in it. */
export async function printedCodes(
  { call, parts }: TestService,
  office: { token: string },
  worker: { accountId: string },
): Promise<LivedInCodes> {
  const key = parts.keys.signing
  const print = async (input: Parameters<typeof call<typeof codes.print>>[1]) => {
    const answer = await call(codes.print, input, { token: office.token })
    if (answer.status !== 200) throw new Error(`not printed: ${JSON.stringify(answer.error)}`)
    return answer.data
  }
  const grid = await print({ what: 'cards', placeCode: testAreas.grid, cardsEach: 20 })
  const { accountId } = worker
  const badge = await print({ what: 'badges', placeCode: testAreas.grid, accountId })
  return {
    printId: grid.printId,
    gridSerial: grid.serial,
    gridToken: tokenOf('grid', grid.serial, key),
    badgeSerial: badge.serial,
    badgeToken: tokenOf('badge', badge.serial, key),
  }
}

export const as = ({ token }: TestPerson) => ({ token })

/** Who prints, who may not, whose badge it is; the worker with a rare character and an own phone. */
export async function createCodePeople({ person, parts }: TestService) {
  const people = {
    office: await person('townshipOffice', testAreas.township),
    stranger: await person('townshipOffice', testAreas.otherTownship),
    head: await person('villageHead', testAreas.village),
    worker: await person('worker', testAreas.grid, { name: '张䶮' }),
    second: await person('worker', testAreas.secondGrid, { name: '李测试' }),
  }
  await parts.database.prisma.account.update({
    where: { id: idBytes(people.worker.accountId) },
    data: { workPhone: '0357-1234567' },
  })
  return people
}

/** All rows that printing and handing out may change. */
export async function codeFigures({ parts }: TestService) {
  const { prisma } = parts.database
  const [issued, prints, items, cards, counted] = await Promise.all([
    prisma.printedCode.findMany({ orderBy: { serial: 'asc' } }),
    prisma.codePrint.count(),
    prisma.codePrintItem.count(),
    prisma.contactCard.count(),
    prisma.contactCardCount.findMany({ orderBy: { gridCode: 'asc' } }),
  ])
  return { issued, prints, items, cards, counted }
}

/** Printing, and what is done with what was printed; by the office unless told otherwise. */
export function codeCalls(held: () => { service: TestService; office: TestPerson }) {
  async function print(input: InputOf<typeof codes.print>, person = held().office) {
    const answer = await held().service.call(codes.print, input, as(person))
    expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    return answer.data
  }
  async function sheetText(printId: string, person = held().office): Promise<string> {
    const answer = await held().service.call(codes.sheet, { printId }, as(person))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    // a viewer must be able to draw it, and nobody to frame it
    expect(answer.headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
    return readPdf(answer.data as unknown as Buffer)
  }
  const revoke = (serial: number, person = held().office) =>
    held().service.call(codes.revoke, { serial, reason: '丢了' }, as(person))
  return { print, sheetText, revoke }
}
