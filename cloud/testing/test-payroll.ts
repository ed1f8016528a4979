import { expect } from 'vitest'
import { pay, payroll } from '../contract'
import { sealText } from '../platform/crypto'
import { idBytes, newId } from '../platform/ids'
import { tinyPhoto } from './lived-in-county'
import { closedMonth } from './test-closing'
import { testAreas, type TestPerson } from './test-county'
import type { Answer, TestService } from './test-service'

/** Who takes a table from the frozen months to the money. */
export interface PayHands {
  office: TestPerson
  signer: TestPerson
  centre: TestPerson
}

export async function payHands(service: TestService): Promise<PayHands> {
  const { township, county } = testAreas
  return {
    office: await service.person('townshipOffice', township, { name: '平安办甲' }),
    signer: await service.person('townshipSigner', township, { name: '政法委员乙' }),
    centre: await service.person('countyCentre', county, { name: '县中心丙' }),
  }
}

/** Gives a person a bank card, straight in the database; its number is made up. */
export async function giveCard(service: TestService, person: TestPerson, card: string) {
  await service.parts.database.prisma.account.update({
    where: { id: idBytes(person.accountId) },
    data: {
      bankCardSealed: sealText(card, service.parts.keys.personal, 'bankCard'),
      bankCardMasked: `****${card.slice(-4)}`,
    },
  })
}

export async function freezeMonth(
  service: TestService,
  month: string,
  { office }: Pick<PayHands, 'office'>,
): Promise<void> {
  const townshipCode = testAreas.township
  await closedMonth(service, { month, townshipCode, token: office.token })
  const frozen = await service.call(pay.freeze, { townshipCode, month }, { token: office.token })
  expect(frozen.status, JSON.stringify(frozen.error)).toBe(200)
}

export interface PutLine {
  person: TestPerson
  amountFen: number
  month?: string
  lineCode?: string
  heldCause?: string
}

/** A prepared table straight in the database, for what comes after the preparing. */
export async function putTable(
  { parts, clock }: TestService,
  { office }: Pick<PayHands, 'office'>,
  { period = '2026-Q1', lines }: { period?: string; lines: readonly PutLine[] },
): Promise<string> {
  const { prisma } = parts.database
  const tableId = newId()
  const [id, at] = [idBytes(tableId), new Date(clock.nowMs())]
  const revision = { tableId: id, revision: 1 }
  const sum = (some: readonly PutLine[]) => some.reduce((total, one) => total + one.amountFen, 0)
  await prisma.payTable.create({
    data: {
      id,
      townshipCode: testAreas.township,
      period,
      regulation: 'daning-2022',
      state: 'prepared',
      revision: 1,
      createdAt: at,
    },
  })
  await prisma.payTableRevision.create({
    data: {
      ...revision,
      workerCount: new Set(lines.map((line) => line.person.accountId)).size,
      totalFen: sum(lines.filter((line) => !line.heldCause)),
      heldFen: sum(lines.filter((line) => line.heldCause)),
      notes: [],
    },
  })
  await prisma.payTableLine.createMany({
    data: lines.map(({ person, month = '2026-03', lineCode = 'base', ...line }, position) => ({
      ...revision,
      accountId: idBytes(person.accountId),
      month,
      lineCode,
      position,
      kind: line.amountFen < 0 ? ('deduction' as const) : ('earning' as const),
      label: lineCode === 'base' ? '基础补助' : lineCode,
      amountFen: line.amountFen,
      article: 'DN-11.1a',
      gridCode: testAreas.grid,
      workerKind: 'rural' as const,
      heldCause: line.heldCause ?? null,
    })),
  })
  await prisma.payTableStep.create({
    data: { ...revision, kind: 'prepared', accountId: idBytes(office.accountId), at },
  })
  return tableId
}

// biome-ignore lint/suspicious/noExplicitAny: any endpoint's answer
export function ok<A extends Answer<any>>(answer: A): A['data'] {
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data
}

export const scanFile = (name = '盖章件.png') => new File([new Uint8Array(tinyPhoto)], name)

/** Takes a prepared table as far as wanted. */
export async function carryTable(
  service: TestService,
  { tableId, revision = 1 }: { tableId: string; revision?: number },
  { office, signer, centre }: PayHands,
  to: 'signed' | 'sealed' | 'approved',
): Promise<void> {
  const key = { tableId, revision }
  ok(await service.call(payroll.sign, key, { token: signer.token }))
  if (to === 'signed') return
  const scan = { ...key, file: scanFile() }
  ok(await service.call(payroll.attachScan, scan, { token: office.token }))
  if (to === 'sealed') return
  const decision = { ...key, decision: 'approved' as const }
  ok(await service.call(payroll.review, decision, { token: centre.token }))
}
