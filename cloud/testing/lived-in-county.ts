import {
  assessment,
  checkIns,
  discipline,
  elections,
  leave,
  open311,
  pay,
  reports,
  routing,
  scores,
  units,
  webhooks,
} from '../contract'
import type { Role } from '../contract/permissions'
import { sealText } from '../platform/crypto'
import { idBytes, idText } from '../platform/ids'
import { type LivedInFiles, liveFiles } from './lived-in-files'
import { type LivedInPayroll, livePayroll } from './lived-in-payroll'
import { type LivedInCodes, printedCodes } from './test-codes'
import { testAreas, testCentres, type TestPerson } from './test-county'
import { createMonthMaker } from './test-month'
import { uploadedText } from './test-official-texts'
import { drafted, keptSimulation, priceDraft } from './test-regulations'
import { complaintAbout, raisedByResident } from './test-residents'
import { judgeInput, photoInput, submitted } from './test-reports'
import type { TestService } from './test-service'

/** A picture that opens: one white point. */
export const tinyPhoto = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const cast = {
  worker: ['worker', testAreas.grid],
  /** Whom things are done to. */
  subject: ['worker', testAreas.grid],
  gridHead: ['gridHead', testAreas.grid],
  villageHead: ['villageHead', testAreas.village],
  office: ['townshipOffice', testAreas.township],
  signer: ['townshipSigner', testAreas.township],
  centre: ['countyCentre', testAreas.county],
  policy: ['countyPolicy', testAreas.county],
  administrator: ['systemAdministrator', testAreas.county],
  secondWorker: ['worker', testAreas.secondGrid],
  secondHead: ['gridHead', testAreas.secondGrid],
  otherWorker: ['worker', testAreas.otherGrid],
  otherHead: ['gridHead', testAreas.otherGrid],
  otherVillageHead: ['villageHead', testAreas.otherVillage],
  otherOffice: ['townshipOffice', testAreas.otherTownship],
  otherSigner: ['townshipSigner', testAreas.otherTownship],
} as const satisfies Record<string, readonly [Role, string]>

export type CastName = keyof typeof cast
export const castNames = Object.keys(cast) as CastName[]

export const pastMonth = '2026-05'
export const thisMonth = '2026-06'
const bankCardOf = (index: number) => `62284800000000${String(index).padStart(4, '0')}`

export interface LivedInCounty extends LivedInFiles {
  people: Record<CastName, TestPerson>
  bankCards: string[]
  subjectPostId: string
  /** Valid, with a photo; then one of a restricted class, one unjudged. */
  reportId: string
  restrictedId: string
  unjudgedId: string
  photoId: string
  correctionId: string
  /** Asked for by the subject and not decided. */
  leaveId: string
  findingId: string
  majorReportId: string
  objectionId: string
  lineCode: string
  payroll: LivedInPayroll
  /** Proposed; and another that the subject was told of. */
  caseId: string
  toldCaseId: string
  scoreItemId: string
  electionId: string
  /** A change of the regulation, drafted by `policy`, and a simulation of it. */
  changeId: string
  simulationId: string
  /** Twenty numbered cards of the first grid, and the subject's badge. */
  codes: LivedInCodes
  /** An official text that `policy` uploaded and nobody confirmed. */
  textId: string
  /** A complaint about the subject, not yet looked into. */
  opinionId: string
  /** A matter that a resident of the first grid raised, with a phone number. */
  residentMatter: { matterId: string; token: string }
  /** A unit of the township, and the rule that gives it matters. */
  unitCode: string
  ruleId: string
  /** A key and a webhook of the county. */
  keyId: string
  webhookId: string
}

async function expectOk<D>(
  answering: Promise<{ status: number; data: D; error: unknown }>,
): Promise<D> {
  const answer = await answering
  if (answer.status !== 200) throw new Error(`not lived in: ${JSON.stringify(answer.error)}`)
  return answer.data
}

async function computePastMonth(service: TestService, { token }: TestPerson): Promise<void> {
  await expectOk(
    service.call(pay.close, { month: pastMonth, townshipCodes: [testAreas.township] }, { token }),
  )
  for (let tries = 0; tries < 400; tries += 1) {
    const { runs } = await expectOk(service.call(pay.progress, { month: pastMonth }, { token }))
    if (runs.length > 0 && runs.every((run) => run.state === 'done')) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the computation did not end')
}

/** Two cases of the subject: one as it was opened, one that he was told of. */
async function openCases(
  { call }: TestService,
  { accountId }: TestPerson,
  { token }: TestPerson,
): Promise<{ caseId: string; toldCaseId: string }> {
  const input = { accountId, month: thisMonth, sentence: '两次没有到场', evidence: '值守记录' }
  const open = (kind: 'elimination' | 'warning') =>
    expectOk(call(discipline.open, { ...input, kind, article: 'DN-13.4' }, { token }))
  const caseId = (await open('warning')).case.id
  const toldCaseId = (await open('elimination')).case.id
  const told = { caseId: toldCaseId, move: 'notify' as const, text: '请说明情况' }
  await expectOk(call(discipline.move, told, { token }))
  return { caseId, toldCaseId }
}

/** A month's scheme of one item, and an assembly of the village. */
async function scoreAndElect(
  { call }: TestService,
  { office, villageHead }: Record<'office' | 'villageHead', TestPerson>,
): Promise<{ scoreItemId: string; electionId: string }> {
  const key = { townshipCode: testAreas.township, month: pastMonth }
  const items = [
    { title: '日志', office: '党政办', role: 'townshipOffice' as const, mostPoints: 100 },
  ]
  await expectOk(call(scores.setScheme, { ...key, items }, { token: office.token }))
  const sheet = await expectOk(call(scores.sheet, key, { token: office.token }))
  const { election } = await expectOk(
    call(
      elections.record,
      {
        gridCode: testAreas.grid,
        heldOn: '2026-06-12',
        presentCount: 60,
        seats: 1,
        candidates: [{ name: '乙', category: 'reserveCadre', votes: 40 }],
      },
      { token: villageHead.token },
    ),
  )
  return { scoreItemId: sheet.items[0]?.id ?? '', electionId: election.id }
}

/** A unit of the township that gets what is of one class. */
async function setUpUnit(
  { call }: TestService,
  { token }: TestPerson,
): Promise<{ unitCode: string; ruleId: string }> {
  const areaCode = testAreas.township
  const unit = { areaCode, name: '综合执法队', kind: 'department' as const, joinsTeam: true }
  const { code } = await expectOk(call(units.create, unit, { token }))
  const rule = { placeCode: areaCode, classCode: 'order' as const, leadCode: code, coCodes: [] }
  const { ruleId } = await expectOk(call(routing.set, rule, { token }))
  return { unitCode: code, ruleId }
}

/** The test county with somebody in every role on both sides, and a record of every kind. */
export async function liveInCounty(service: TestService): Promise<LivedInCounty> {
  const { call, clock, parts } = service
  const { prisma } = parts.database
  const people = {} as Record<CastName, TestPerson>
  const bankCards: string[] = []
  for (const [index, name] of castNames.entries()) {
    const [role, scope] = cast[name]
    const startsOn = name === 'subject' ? { startsOn: '2026-05-01' } : {}
    const person = await service.person(role, scope, { name: `〔${name}〕`, ...startsOn })
    people[name] = person
    const card = bankCardOf(index)
    bankCards.push(card)
    await prisma.account.update({
      where: { id: idBytes(person.accountId) },
      data: {
        bankCardSealed: sealText(card, parts.keys.personal, 'bankCard'),
        bankCardMasked: `****${card.slice(-4)}`,
      },
    })
  }
  const { subject, office, centre } = people
  const as = (person: TestPerson) => ({ token: person.token })
  const fill = createMonthMaker(parts.database, testAreas.grid)
  await fill(people.worker, pastMonth, { days: 18, valid: 3 })
  await fill(subject, pastMonth, { days: 3, valid: 1 })

  const position = {
    ...(testCentres[testAreas.grid] ?? { longitude: 0, latitude: 0 }),
    datum: 'wgs84' as const,
    accuracyMeters: 10,
  }
  const stamp = { deviceId: 'lived', deviceTakenAtMs: clock.nowMs(), ticket: null }
  await expectOk(call(checkIns.take, { position, stamp, remark: '巡查' }, as(subject)))
  const { correction } = await expectOk(
    call(checkIns.requestCorrection, { day: '2026-06-10', reason: '当天手机没电' }, as(subject)),
  )
  const asked = await expectOk(
    call(
      leave.request,
      {
        from: '2026-06-22',
        fromHalf: 'morning',
        to: '2026-06-22',
        toHalf: 'afternoon',
        reason: '去县医院',
      },
      as(subject),
    ),
  )
  const photo = photoInput(tinyPhoto, '现场.png')
  await expectOk(call(reports.uploadPhoto, photo, as(subject)))
  const report = await submitted(service, subject.token, { position, photoIds: [photo.photoId] })
  const restricted = await submitted(service, subject.token, { itemCode: '1-1' })
  const unjudged = await submitted(service, subject.token)
  await expectOk(call(reports.judge, judgeInput(report.id), as(office)))
  const finding = await expectOk(
    call(
      assessment.recordFinding,
      {
        accountId: subject.accountId,
        kind: 'disobeyedCommand',
        incident: '没有到场',
        evidence: '通话记录',
        occurredOn: '2026-06-11',
      },
      as(office),
    ),
  )
  const major = await expectOk(
    call(
      assessment.nominateMajorReport,
      { reportId: report.id, grade: 'major', grounds: '避免了事故' },
      as(office),
    ),
  )
  await computePastMonth(service, office)
  const { statement } = await expectOk(call(pay.statementDetail, { month: pastMonth }, as(subject)))
  const lineCode = statement.lines[0]?.code ?? ''
  const raised = await expectOk(
    call(pay.raiseObjection, { month: pastMonth, lineCode, text: '天数不对' }, as(subject)),
  )
  await expectOk(call(pay.months, { month: pastMonth }, as(centre)))
  const cases = await openCases(service, subject, office)
  const recorded = await scoreAndElect(service, people)
  const change = await drafted(service, people.policy, priceDraft(thisMonth))
  const simulationId = await keptSimulation(service, people.policy, {
    areaCode: testAreas.county,
    month: pastMonth,
    changeId: change.id,
  })
  const post = await prisma.post.findFirstOrThrow({
    where: { accountId: idBytes(subject.accountId) },
  })
  const { keyId } = await expectOk(
    call(
      open311.createKey,
      { countyCode: testAreas.county, name: '热线平台', contact: '0357-0000001' },
      as(centre),
    ),
  )
  const { webhookId } = await expectOk(
    call(
      webhooks.create,
      {
        countyCode: testAreas.county,
        name: '热线平台',
        url: 'https://hotline.example.org/events',
        events: ['matter.raised'],
      },
      as(centre),
    ),
  )
  const county = {
    people,
    bankCards,
    keyId,
    webhookId,
    subjectPostId: idText(post.id),
    reportId: report.id,
    restrictedId: restricted.id,
    unjudgedId: unjudged.id,
    photoId: photo.photoId,
    correctionId: correction.id,
    leaveId: asked.leave.id,
    ...(await liveFiles(service, { subject, office })),
    findingId: finding.record.id,
    majorReportId: major.record.id,
    objectionId: raised.objection.id,
    lineCode,
    payroll: await livePayroll(service, people),
    ...cases,
    ...recorded,
    changeId: change.id,
    simulationId,
    codes: await printedCodes(service, people.office, subject),
    textId: await uploadedText(service, people.policy),
    ...(await setUpUnit(service, office)),
    opinionId: await complaintAbout(service, people.subject),
    residentMatter: await raisedByResident(service, { phone: '13812345678' }),
  }
  // what looks at new content must not change rows that a sweep watches
  await service.settle()
  return county
}
