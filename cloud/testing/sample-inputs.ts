import { identityNumber } from './identity-numbers'
import {
  type CastName,
  type LivedInCounty,
  pastMonth,
  thisMonth,
  tinyPhoto,
} from './lived-in-county'
import { fileSamples } from './sample-files'
import { payrollLine, payrollMonth } from './lived-in-payroll'
import { testAreas } from './test-county'
import { textUpload } from './test-official-texts'
import { priceDraft } from './test-regulations'
import { allPoints } from './test-reports'
import { newId } from '../platform/ids'
import { testPushKey } from './test-service'

export interface Sample {
  /** Somebody who may call it. */
  as: CastName
  /** An input it accepts; `file` where it is an upload. */
  input: Record<string, unknown>
  /** Answers anybody alike, whatever area or id is asked for. */
  open?: true
  /** Its ids are made by the caller himself. */
  ownIds?: true
  /** To strangers it does and tells nothing without refusing the whole. */
  leaves?: true
}

const csv = (text: string) => new File([text], '表.csv')
const stamp = { deviceId: 'sample', deviceTakenAtMs: 1_781_500_000_000, ticket: null }
const post = {
  role: 'worker',
  scopeCode: testAreas.grid,
  workerKind: 'rural',
  startsOn: '2026-06-01',
}

/** One input for every entry of the contract, by its name; the sweeps refuse an entry without one. */
export function sampleInputs(county: LivedInCounty): Record<string, Sample> {
  const { people } = county
  const accountId = people.subject.accountId
  return {
    ...accountSamples(county),
    'areas.children': { as: 'office', input: { code: testAreas.township } },
    'areas.gridDetail': { as: 'office', input: { code: testAreas.grid } },
    'areas.gridsOfArea': { as: 'office', input: { code: testAreas.township } },
    'areas.importTable': {
      as: 'centre',
      input: { kind: 'areas', rehearse: 'no', file: csv('区划代码,名称\n141030109,北岭乡\n') },
    },
    'areas.importTemplate': { as: 'centre', input: { kind: 'grids' } },
    'audit.list': { as: 'office', input: { areaCode: testAreas.township, accountId } },
    ...assessmentSamples(county),
    'checkIns.take': {
      as: 'subject',
      input: { gridCode: testAreas.grid, position: null, stamp, remark: '签到' },
    },
    'checkIns.monthCalendar': { as: 'office', input: { month: thisMonth, accountId } },
    'checkIns.requestCorrection': {
      as: 'subject',
      input: { day: '2026-06-09', reason: '当天没有信号' },
    },
    'checkIns.decideCorrection': {
      as: 'office',
      input: { correctionId: county.correctionId, decision: 'approved', reason: '情况属实' },
    },
    'checkIns.corrections': { as: 'office', input: { areaCode: testAreas.township } },
    ...paySamples(county),
    ...leaveSamples(county),
    ...fileSamples(county),
    ...payrollSamples(county),
    ...disciplineSamples(county),
    ...regulationSamples(county),
    ...officialTextSamples(county),
    ...reportSamples(county),
    ...matterSamples(county),
    ...opinionSamples(county),
    ...raisingSamples(county),
    ...noticeSamples(),
    'residents.gridCard': { as: 'worker', input: { code: testAreas.grid }, open: true },
    ...codeSamples(county),
    'scoreboards.workers': {
      as: 'office',
      input: { areaCode: testAreas.township, month: thisMonth, sort: 'name' },
    },
    'scoreboards.areas': {
      as: 'office',
      input: { areaCode: testAreas.township, month: thisMonth },
    },
    'scoreboards.table': {
      as: 'office',
      input: { areaCode: testAreas.township, month: thisMonth },
    },
    'scoreboards.mine': { as: 'worker', input: { month: thisMonth } },
    ...unitSamples(county),
    'maps.outlines': { as: 'office', input: { code: testAreas.township, datum: 'wgs84' } },
    'maps.situation': { as: 'office', input: { code: testAreas.township, datum: 'gcj02' } },
    'maps.settings': { as: 'worker', input: {}, open: true },
    'loopFigures.areas': {
      as: 'office',
      input: { code: testAreas.township, month: thisMonth },
    },
    'loopFigures.units': {
      as: 'office',
      input: { areaCode: testAreas.township, month: thisMonth },
    },
    'loopFigures.table': {
      as: 'office',
      input: { code: testAreas.township, month: thisMonth },
    },
    'loopFigures.publicTotals': {
      as: 'worker',
      input: { countyCode: testAreas.county, month: thisMonth },
      open: true,
    },
    ...unitSamples(county),
    ...integrationSamples(county),
    'system.health': { as: 'worker', input: {}, open: true },
    'system.time': { as: 'worker', input: {}, open: true },
  }
}

function integrationSamples({ keyId, webhookId }: LivedInCounty): Record<string, Sample> {
  const countyCode = testAreas.county
  return {
    'open311.keys': { as: 'centre', input: { countyCode } },
    'open311.createKey': {
      as: 'centre',
      input: { countyCode, name: '热线平台', contact: '0357-0000001' },
    },
    'open311.revokeKey': { as: 'centre', input: { keyId } },
    'open311.revealContact': { as: 'centre', input: { receiptNumber: '260615-00000000' } },
    'webhooks.list': { as: 'administrator', input: { countyCode } },
    'webhooks.create': {
      as: 'centre',
      input: {
        countyCode,
        name: '大数据平台',
        url: 'https://data.example.org/events',
        events: ['matter.raised', 'matter.closed'],
      },
    },
    'webhooks.setState': { as: 'centre', input: { webhookId, state: 'paused' } },
    'webhooks.rotateSecret': { as: 'centre', input: { webhookId } },
    'webhooks.deliveries': { as: 'centre', input: { webhookId } },
    'webhooks.resend': {
      as: 'centre',
      input: { webhookId, fromMs: 1_781_400_000_000, toMs: 1_781_500_000_000 },
    },
  }
}

function noticeSamples(): Record<string, Sample> {
  return {
    'notices.inbox': { as: 'worker', input: { unreadOnly: 'yes' } },
    'notices.badge': { as: 'worker', input: {} },
    'notices.markRead': { as: 'worker', input: { ids: ['1'] } },
    'notices.markAllRead': { as: 'worker', input: { upTo: '1' } },
    'notices.messageTemplates': { as: 'worker', input: {}, open: true },
    'notices.granted': {
      as: 'worker',
      input: { results: [{ templateId: 'stand-in-matterMoved', result: 'accept' }] },
    },
    'notices.preferences': { as: 'worker', input: {} },
    'notices.setPreferences': { as: 'worker', input: { sms: true } },
    'notices.deliveries': { as: 'centre', input: {} },
  }
}

function accountSamples({ people, subjectPostId }: LivedInCounty): Record<string, Sample> {
  const accountId = people.subject.accountId
  return {
    'accounts.signIn': {
      as: 'worker',
      input: { signInName: '13700000000', password: 'nobody knows', deviceName: '手机' },
      open: true,
    },
    'accounts.signInWithWechat': {
      as: 'worker',
      input: { code: 'unknown', deviceName: '手机' },
      open: true,
    },
    'accounts.bindWechat': { as: 'worker', input: { code: 'unknown' } },
    'accounts.unbindWechat': { as: 'worker', input: {} },
    'accounts.changePassword': {
      as: 'villageHead',
      input: { current: 'wrong', next: 'Long enough 2026' },
    },
    'accounts.signOut': { as: 'signer', input: {} },
    'accounts.whoAmI': { as: 'worker', input: {} },
    'accounts.downloadPass': { as: 'worker', input: {} },
    'accounts.mySessions': { as: 'worker', input: {} },
    'accounts.demoAccounts': { as: 'worker', input: {}, open: true },
    'accounts.list': {
      as: 'office',
      input: { areaCode: testAreas.township, role: 'worker', search: '测试' },
    },
    'accounts.create': {
      as: 'office',
      input: {
        name: '新人',
        idNumber: identityNumber('1985-03-04', 77),
        phone: '13700065077',
        workPhone: '0357-1234567',
        bankCard: '6228480000001234',
        post,
      },
    },
    'accounts.addPost': {
      as: 'office',
      input: { accountId, post: { ...post, scopeCode: testAreas.secondGrid } },
    },
    'accounts.endPost': {
      as: 'office',
      input: { postId: subjectPostId, endsOn: '2026-06-30', reason: '调整网格' },
    },
    'accounts.resetPassword': { as: 'office', input: { accountId } },
    'accounts.deactivate': { as: 'office', input: { accountId, reason: '离开岗位' } },
    'accounts.reactivate': {
      as: 'centre',
      input: { accountId, reason: '重新上岗', post: { ...post, startsOn: '2026-06-16' } },
    },
    'accounts.correct': {
      as: 'office',
      input: {
        accountId,
        name: '改名',
        phone: '13700065078',
        workPhone: '0357-1234568',
        bankCard: '6228480000001235',
        reason: '登记有误',
      },
    },
    'accounts.reveal': { as: 'centre', input: { accountId, item: 'phone', purpose: '发放补助' } },
  }
}

function assessmentSamples(county: LivedInCounty): Record<string, Sample> {
  const { people, reportId, findingId, majorReportId } = county
  const accountId = people.subject.accountId
  return {
    'assessment.records': {
      as: 'office',
      leaves: true,
      input: { month: thisMonth, areaCode: testAreas.township, accountId },
    },
    'assessment.recordFinding': {
      as: 'office',
      input: {
        accountId,
        kind: 'criticismNotice',
        level: 'county',
        incident: '通报一次',
        evidence: '文件',
        documentNumber: '1 号',
        occurredOn: '2026-06-12',
      },
    },
    'assessment.withdrawFinding': { as: 'office', input: { findingId, reason: '登记有误' } },
    'assessment.recordCommendation': {
      as: 'office',
      input: {
        reportId,
        level: 'city',
        documentNumber: '2 号',
        evidence: '文件',
        noticedOn: '2026-06-12',
      },
    },
    'assessment.nominateMajorReport': {
      as: 'office',
      input: { reportId, grade: 'major', grounds: '避免了事故' },
    },
    'assessment.decideMajorReport': {
      as: 'centre',
      input: { majorReportId, decision: 'refused', deliberation: '议过', reason: '不够重大' },
    },
    'assessment.recordSpotCheck': {
      as: 'office',
      input: { accountId, calledAtMs: 1_781_400_000_000, answered: true },
    },
    'assessment.decide': {
      as: 'office',
      input: {
        accountId,
        month: thisMonth,
        decision: { kind: 'quotaWaiver' },
        reason: '住院',
      },
    },
    'assessment.importStatistics': {
      as: 'centre',
      input: {
        month: thisMonth,
        rehearse: 'yes',
        file: csv(`姓名,手机号,签到次数,有效信息\n甲,${people.subject.phone},1,1\n`),
      },
    },
    'assessment.statistics': {
      as: 'office',
      input: { month: thisMonth, areaCode: testAreas.township },
    },
  }
}

function paySamples({ people, objectionId, lineCode }: LivedInCounty): Record<string, Sample> {
  const { township } = testAreas
  return {
    'pay.months': { as: 'office', input: { month: pastMonth } },
    'pay.close': { as: 'office', input: { month: pastMonth, townshipCodes: [township] } },
    'pay.monthNeeds': { as: 'office', input: { townshipCode: township, month: pastMonth } },
    'pay.progress': { as: 'office', input: { month: pastMonth } },
    'pay.statements': { as: 'office', input: { townshipCode: township, month: pastMonth } },
    'pay.statementsTable': { as: 'office', input: { townshipCode: township, month: pastMonth } },
    'pay.statement': {
      as: 'office',
      input: { month: pastMonth, accountId: people.subject.accountId },
    },
    'pay.myMonths': { as: 'subject', input: {} },
    'pay.whatIf': {
      as: 'subject',
      input: { month: thisMonth, checkInDays: 2, validReports: 3 },
    },
    'pay.raiseObjection': { as: 'subject', input: { month: pastMonth, lineCode, text: '不对' } },
    'pay.answerObjection': {
      as: 'office',
      input: { objectionId, decision: 'rejected', answer: '已核对' },
    },
    'pay.objections': { as: 'office', input: { month: pastMonth, areaCode: township } },
    'pay.freeze': { as: 'office', input: { townshipCode: township, month: pastMonth } },
    'recordedFacts.sheet': { as: 'office', input: { townshipCode: township, month: thisMonth } },
    'recordedFacts.record': {
      as: 'office',
      input: {
        accountId: people.subject.accountId,
        month: thisMonth,
        evidence: '巡查台账',
        values: [{ name: 'patrolsDue', value: 40 }],
      },
    },
    'recordedFacts.importTable': {
      as: 'office',
      input: {
        townshipCode: township,
        month: thisMonth,
        evidence: '巡查台账',
        rehearse: 'no',
        file: csv('网格编码,姓名,应巡查次数\n'),
      },
    },
    'recordedFacts.template': { as: 'office', input: { townshipCode: township, month: thisMonth } },
    'householdFiles.list': { as: 'office', input: { townshipCode: township, year: '2026' } },
    'householdFiles.record': {
      as: 'office',
      input: {
        year: '2026',
        document: '派出所户数表',
        grids: [{ gridCode: testAreas.grid, households: 210 }],
      },
    },
    'householdFiles.decide': {
      as: 'office',
      input: {
        gridCode: testAreas.grid,
        fromMonth: thisMonth,
        households: 240,
        reason: '合并网格',
      },
    },
  }
}

function disciplineSamples(county: LivedInCounty): Record<string, Sample> {
  const { people, caseId, toldCaseId } = county
  const { accountId } = people.subject
  return {
    'discipline.cases': { as: 'office', input: { areaCode: testAreas.township, scope: 'all' } },
    'discipline.detail': { as: 'office', input: { caseId: toldCaseId } },
    'discipline.open': {
      as: 'office',
      input: {
        accountId,
        month: thisMonth,
        kind: 'elimination',
        article: 'DN-13.3',
        sentence: '捏造信息',
        evidence: '回访记录',
        forFraud: true,
      },
    },
    'discipline.move': {
      as: 'office',
      input: { caseId, move: 'notify', text: '请说明情况', on: '2026-06-15' },
    },
    'scores.sheet': {
      as: 'office',
      input: { townshipCode: testAreas.township, month: pastMonth },
    },
    'scores.setScheme': {
      as: 'office',
      input: {
        townshipCode: testAreas.township,
        month: thisMonth,
        items: [{ title: '日志', office: '党政办', role: 'townshipOffice', mostPoints: 100 }],
      },
    },
    'scores.enter': {
      as: 'office',
      input: { itemId: county.scoreItemId, scores: [{ accountId, scoreHundredths: 9000 }] },
    },
    'scores.close': {
      as: 'office',
      input: { townshipCode: testAreas.township, month: pastMonth },
    },
    'scores.reopen': {
      as: 'office',
      input: {
        townshipCode: testAreas.township,
        month: pastMonth,
        accountId,
        reason: '月中调入，漏打分',
      },
    },
    'elections.list': { as: 'office', input: { areaCode: testAreas.township } },
    'elections.record': {
      as: 'villageHead',
      input: {
        gridCode: testAreas.grid,
        heldOn: '2026-06-10',
        presentCount: 80,
        seats: 1,
        candidates: [{ name: '甲', category: 'partyMember', votes: 50 }],
      },
    },
    'elections.step': {
      as: 'villageHead',
      input: { electionId: county.electionId, step: 'postVillageNotice', text: '初审合格' },
    },
    'changeLists.overview': { as: 'office', input: { month: thisMonth } },
    'changeLists.detail': {
      as: 'office',
      input: { townshipCode: testAreas.township, month: thisMonth },
    },
    'changeLists.send': {
      as: 'office',
      input: { townshipCode: testAreas.township, month: thisMonth },
    },
    'changeLists.decide': {
      as: 'centre',
      input: {
        townshipCode: testAreas.township,
        month: pastMonth,
        decision: 'returned',
        reason: '少一人',
      },
    },
    'changeLists.table': {
      as: 'office',
      input: { townshipCode: testAreas.township, month: thisMonth },
    },
    'discipline.mine': { as: 'subject', input: {} },
    'discipline.answer': {
      as: 'subject',
      input: { caseId: toldCaseId, move: 'reply', text: '当天住院' },
    },
  }
}

function officialTextSamples({ textId }: LivedInCounty): Record<string, Sample> {
  return {
    'officialTexts.versions': { as: 'worker', input: { regulation: 'daning-2022' } },
    'officialTexts.detail': { as: 'policy', input: { textId } },
    'officialTexts.upload': { as: 'policy', input: { ...textUpload() } },
    'officialTexts.confirm': { as: 'policy', input: { textId } },
    'officialTexts.discard': { as: 'policy', input: { textId } },
    'officialTexts.words': { as: 'worker', input: { ids: 'DN-8.1', on: '2026-06-01' } },
    'officialTexts.original': { as: 'policy', input: { textId } },
    'officialTexts.lawBook': { as: 'worker', input: { regulation: 'daning-2022' } },
  }
}

function regulationSamples({
  people,
  changeId,
  simulationId,
}: LivedInCounty): Record<string, Sample> {
  const draft = priceDraft(thisMonth)
  const month = pastMonth
  return {
    'regulations.book': { as: 'worker', input: { on: '2026-06-01' } },
    'regulations.bindings': { as: 'policy', input: {} },
    'regulations.changes': { as: 'policy', input: {} },
    'regulations.change': { as: 'policy', input: { changeId } },
    'regulations.draftChange': { as: 'policy', input: draft },
    'regulations.editChange': { as: 'policy', input: { ...draft, changeId, version: 1 } },
    'regulations.dropChange': { as: 'policy', input: { changeId } },
    'regulations.submitChange': { as: 'policy', input: { changeId, version: 1 } },
    'regulations.decideChange': {
      as: 'policy',
      input: { changeId, version: 1, decision: 'return', reason: '再算一算' },
    },
    'regulations.simulateChange': { as: 'policy', input: { changeId, months: [month] } },
    'regulations.simulateReadings': { as: 'policy', input: {} },
    'regulations.readingCosts': { as: 'policy', input: {} },
    'regulations.simulation': { as: 'policy', input: { simulationId } },
    'regulations.simulationWorkers': {
      as: 'policy',
      input: { simulationId, townshipCode: testAreas.township, month },
    },
    'regulations.simulationWorker': {
      as: 'policy',
      input: { simulationId, accountId: people.subject.accountId, month },
    },
  }
}

function payrollSamples({ people, payroll }: LivedInCounty): Record<string, Sample> {
  const { tableIds, tableObjectionId: objectionId, batchId, transferId } = payroll
  const line = {
    accountId: people.subject.accountId,
    month: payrollMonth,
    lineCode: payrollLine,
  }
  const scan = new File([new Uint8Array(tinyPhoto)], '盖章件.png')
  const approved = { tableId: tableIds.approved }
  const at = (state: keyof typeof tableIds) => ({ tableId: tableIds[state], revision: 1 })
  return {
    'payroll.tables': { as: 'office', input: { year: '2026' } },
    'payroll.table': { as: 'office', input: approved },
    'payroll.prepare': {
      as: 'office',
      input: { townshipCode: testAreas.township, period: '2024-Q1' },
    },
    'payroll.revise': { as: 'office', input: { ...at('returned'), correction: '已改正' } },
    'payroll.sign': { as: 'signer', input: at('prepared') },
    'payroll.attachScan': { as: 'office', input: { ...at('signed'), file: scan } },
    'payroll.scan': { as: 'office', input: at('sealed') },
    'payroll.raiseObjection': {
      as: 'centre',
      input: { tableId: tableIds.sealed, ...line, text: '金额不对', recognisedFen: 30_000 },
    },
    'payroll.objectToOwn': {
      as: 'subject',
      input: {
        tableId: tableIds.sealed,
        month: payrollMonth,
        lineCode: payrollLine,
        text: '少算了',
      },
    },
    'payroll.answerObjection': {
      as: 'office',
      input: { objectionId, decision: 'rejected', answer: '已核对' },
    },
    'payroll.review': {
      as: 'centre',
      input: { ...at('sealed'), decision: 'returned', reason: '盖章不清' },
    },
    'payroll.decideHeld': {
      as: 'centre',
      input: { ...approved, ...line, decision: 'released', reason: '查明属实' },
    },
    'payroll.makeBatch': { as: 'centre', input: approved },
    'payroll.batch': { as: 'office', input: { batchId } },
    'payroll.recordTransfers': {
      as: 'centre',
      input: { batchId, transferIds: [transferId], state: 'failed', reason: '卡号有误' },
    },
    'payroll.bankFile': { as: 'centre', input: { batchId, part: 'waiting', encoding: 'utf8' } },
    'payroll.batchSheet': { as: 'office', input: { batchId } },
    'payroll.tableSheet': { as: 'office', input: approved },
    'payroll.tablePage': { as: 'office', input: approved },
    'payroll.ledger': { as: 'office', input: { ...approved, accountId: line.accountId } },
    'payroll.mine': { as: 'subject', input: {} },
  }
}

function reportSamples({ reportId, unjudgedId, photoId }: LivedInCounty): Record<string, Sample> {
  return {
    'reports.submit': {
      as: 'subject',
      input: {
        gridCode: testAreas.grid,
        itemCode: '5-1',
        disputeKind: 'neighbours',
        emotionFlag: false,
        escalationFlag: false,
        urgent: false,
        text: '样例文字',
        disposal: '已劝解',
        position: null,
        photoIds: [],
        stamp,
      },
    },
    'reports.uploadPhoto': {
      as: 'subject',
      ownIds: true,
      input: { photoId: newId(), file: new File([new Uint8Array(tinyPhoto)], '照片.png') },
    },
    'reports.photo': { as: 'office', input: { photoId, size: 'thumbnail' } },
    'reports.mine': { as: 'subject', input: { month: thisMonth } },
    'reports.detail': { as: 'office', input: { reportId } },
    'reports.similar': { as: 'subject', input: { itemCode: '4-1', text: '文字', position: null } },
    'reports.queue': {
      as: 'office',
      input: { verdict: 'unjudged', areaCode: testAreas.township, month: thisMonth },
    },
    'reports.judge': {
      as: 'office',
      input: { reportId: unjudgedId, verdict: 'valid', points: allPoints, reason: '属实' },
    },
    'reports.judgeMany': { as: 'office', input: { reportIds: [unjudgedId] }, leaves: true },
  }
}

function matterSamples({ reportId, photoId }: LivedInCounty): Record<string, Sample> {
  return {
    'matters.raise': {
      as: 'subject',
      input: {
        gridCode: testAreas.grid,
        classCode: 'service',
        level: 'ordinary',
        text: '样例事项',
        position: null,
        photoIds: [],
        stamp,
      },
    },
    'matters.move': {
      as: 'office',
      input: { matterId: reportId, move: 'urge', text: '请尽快办理' },
    },
    'matters.queue': {
      as: 'office',
      input: { list: 'area', areaCode: testAreas.township, open: 'yes' },
    },
    'matters.search': { as: 'office', input: { words: '样例事项' } },
    'matters.mine': { as: 'subject', input: {} },
    'matters.detail': { as: 'office', input: { matterId: reportId } },
    'matters.similar': { as: 'office', input: { matterId: reportId } },
    'matters.similarToDraft': {
      as: 'subject',
      input: { gridCode: testAreas.grid, classCode: 'hazard', text: '文字', position: null },
    },
    'matters.uploadPhoto': {
      as: 'subject',
      ownIds: true,
      input: { photoId: newId(), file: new File([new Uint8Array(tinyPhoto)], '照片.png') },
    },
    'matters.photo': { as: 'office', input: { photoId, size: 'thumbnail' } },
  }
}

function unitSamples({ unitCode, ruleId }: LivedInCounty): Record<string, Sample> {
  return {
    'units.list': { as: 'office', input: { areaCode: testAreas.township, retired: 'no' } },
    'units.create': {
      as: 'office',
      input: {
        areaCode: testAreas.township,
        name: '环卫所',
        kind: 'service',
        phone: '0357-1234569',
        joinsTeam: true,
      },
    },
    'units.change': {
      as: 'office',
      input: { code: unitCode, name: '执法队', phone: '0357-1234570', joinsTeam: false },
    },
    'units.retire': { as: 'office', input: { code: unitCode, reason: '机构撤并' } },
    'clocks.list': { as: 'office', input: { clock: 'handle' } },
    'clocks.set': {
      as: 'centre',
      input: {
        countyCode: testAreas.county,
        startsOn: '2026-07-15',
        basis: '县综治办〔2026〕3号',
        values: [{ clock: 'handle', classCode: 'order', level: 'ordinary', minutes: 840 }],
      },
    },
    'routing.list': { as: 'office', input: { areaCode: testAreas.township } },
    'routing.set': {
      as: 'office',
      input: {
        placeCode: testAreas.township,
        classCode: 'order',
        leadCode: unitCode,
        coCodes: [testAreas.township],
      },
    },
    'routing.remove': { as: 'office', input: { ruleId } },
    'routing.dryRun': { as: 'office', input: { gridCode: testAreas.grid, classCode: 'order' } },
  }
}

const fromPhone = { deviceId: '0190aaaa-0000-7000-8000-000000000001', pass: 'wechat demo-oSample' }

function opinionSamples({ opinionId }: LivedInCounty): Record<string, Sample> {
  return {
    'opinions.subjects': { as: 'worker', input: { gridCode: testAreas.grid }, open: true },
    'opinions.give': {
      as: 'worker',
      input: { subjectKey: 'x', kind: 'praise', text: '很热心', ...fromPhone },
      open: true,
    },
    'opinions.follow': { as: 'worker', input: { token: 'x' }, open: true },
    'opinions.eraseContact': { as: 'worker', input: { token: 'x' }, open: true },
    'opinions.list': { as: 'office', input: { areaCode: testAreas.township, state: 'received' } },
    'opinions.look': { as: 'villageHead', input: { opinionId, finding: '问过邻居' } },
    'opinions.decide': {
      as: 'office',
      input: { opinionId, decision: 'notUpheld', reason: '与了解的不符' },
    },
    'opinions.revealContact': { as: 'office', input: { opinionId, purpose: '回访' } },
    'opinions.aboutMe': { as: 'subject', input: {} },
    'surveys.questions': { as: 'worker', input: { gridCode: testAreas.grid }, open: true },
    'surveys.answer': {
      as: 'worker',
      input: {
        gridCode: testAreas.grid,
        knows: true,
        rating: 'satisfied',
        answeredAtMs: 1_781_400_000_000,
        ...fromPhone,
      },
      open: true,
    },
    'surveys.rates': { as: 'office', input: { period: '2026-Q2', areaCode: testAreas.township } },
    'surveys.qr': { as: 'office', input: { code: testAreas.grid } },
  }
}

function codeSamples({ codes, people }: LivedInCounty): Record<string, Sample> {
  return {
    'codes.overview': { as: 'office', input: { placeCode: testAreas.village } },
    'codes.print': {
      as: 'office',
      input: {
        what: 'badges',
        placeCode: testAreas.grid,
        accountId: people.subject.accountId,
        cardsEach: 10,
      },
    },
    'codes.sheet': { as: 'office', input: { printId: codes.printId } },
    'codes.picture': {
      as: 'office',
      input: { serial: codes.gridSerial, look: 'wechat', size: 430 },
    },
    'codes.revoke': { as: 'office', input: { serial: codes.badgeSerial, reason: '工作牌丢了' } },
    'codes.badge': { as: 'worker', input: { badgeCode: codes.badgeToken }, open: true },
    'codes.handOuts': { as: 'worker', input: { gridCode: testAreas.grid, after: 0 } },
    'badges.mine': { as: 'worker', input: {} },
    'badges.issueMine': { as: 'worker', input: {} },
    'badges.setPortrait': {
      as: 'office',
      input: {
        accountId: people.subject.accountId,
        photoId: newId(),
        file: new File([new Uint8Array(tinyPhoto)], '照片.png'),
      },
    },
    'badges.removePortrait': { as: 'office', input: { accountId: people.subject.accountId } },
    'badges.portrait': { as: 'worker', input: { key: 'x'.repeat(35) }, open: true },
    'badges.postNotice': {
      as: 'worker',
      input: {
        gridCode: testAreas.grid,
        place: '村委会门口',
        postedOn: '2026-06-14',
        position: null,
        photoIds: [newId()],
      },
    },
    'badges.noticePostings': { as: 'worker', input: { gridCode: testAreas.grid } },
    'badges.noticePhoto': { as: 'worker', input: { photoId: newId() } },
    'codes.handOut': {
      as: 'worker',
      input: {
        gridCode: testAreas.grid,
        number: 3,
        household: '3 号楼 2 单元 501',
        handedOn: '2026-06-14',
      },
    },
  }
}

function raisingSamples({ residentMatter }: LivedInCounty): Record<string, Sample> {
  const { matterId, token } = residentMatter
  const photoId = newId()
  return {
    'raising.challenge': { as: 'worker', input: { purpose: 'raise' }, open: true },
    'raising.gridAt': {
      as: 'worker',
      input: { longitude: 110.75, latitude: 36.46, datum: 'wgs84' },
      open: true,
    },
    'raising.raise': {
      as: 'worker',
      input: {
        gridCode: testAreas.grid,
        classCode: 'facility',
        level: 'ordinary',
        text: '路灯不亮',
        placeText: '村口',
        position: null,
        photoIds: [],
        phone: '13812340000',
        raisedAtMs: 1_781_400_000_000,
        ...fromPhone,
      },
      open: true,
    },
    'raising.uploadPhoto': {
      as: 'worker',
      input: { photoId, ...fromPhone, file: new File([new Uint8Array(tinyPhoto)], '照片.png') },
      open: true,
    },
    'follow.view': { as: 'worker', input: { token }, open: true },
    'follow.move': {
      as: 'worker',
      input: { token, move: 'message', text: '请快一点', deviceId: fromPhone.deviceId },
      open: true,
    },
    'follow.photo': { as: 'worker', input: { photoId, token }, open: true },
    'follow.sendCode': {
      as: 'worker',
      input: { token, phone: '13812340000', pass: fromPhone.pass },
      open: true,
    },
    'follow.confirmPhone': { as: 'worker', input: { token, code: '123456' }, open: true },
    'follow.wantWechat': {
      as: 'worker',
      input: {
        token,
        code: 'unknown',
        results: [{ templateId: 'stand-in-matterMoved', result: 'accept' }],
      },
      open: true,
    },
    'follow.stopNotices': { as: 'worker', input: { token }, open: true },
    'follow.erase': { as: 'worker', input: { token }, open: true },
    'support.alike': {
      as: 'worker',
      input: {
        gridCode: testAreas.grid,
        classCode: 'facility',
        text: '路灯不亮',
        position: null,
        deviceId: fromPhone.deviceId,
      },
      open: true,
    },
    'support.give': { as: 'worker', input: { key: 'unknown', ...fromPhone }, open: true },
    'support.view': { as: 'worker', input: { token: 'unknown' }, open: true },
    'support.withdraw': { as: 'worker', input: { token: 'unknown' }, open: true },
    'support.sendCode': {
      as: 'worker',
      input: { token: 'unknown', phone: '13900000001', pass: fromPhone.pass },
      open: true,
    },
    'support.confirmPhone': {
      as: 'worker',
      input: { token: 'unknown', code: '123456' },
      open: true,
    },
    'support.wantWechat': {
      as: 'worker',
      input: { token: 'unknown', code: 'c', results: [] },
      open: true,
    },
    'support.stopNotices': { as: 'worker', input: { token: 'unknown' }, open: true },
    'residents.wechatPushCheck': {
      as: 'worker',
      input: { key: testPushKey, echostr: '12345' },
      open: true,
    },
    'residents.wechatPush': {
      as: 'worker',
      input: {
        key: testPushKey,
        Event: 'wxa_media_check',
        trace_id: 'x',
        result: { suggest: 'pass' },
      },
      open: true,
    },
    'residents.contact': { as: 'office', input: { matterId } },
    'residents.revealContact': { as: 'office', input: { matterId, purpose: '核实地点' } },
  }
}

function leaveSamples({ leaveId }: LivedInCounty): Record<string, Sample> {
  const span = {
    from: '2026-07-06',
    fromHalf: 'morning',
    to: '2026-07-07',
    toHalf: 'afternoon',
  }
  return {
    'leave.request': { as: 'subject', input: { ...span, reason: '家里有事' } },
    'leave.withdraw': { as: 'subject', input: { leaveId } },
    'leave.decide': { as: 'office', input: { leaveId, decision: 'approved', reason: '同意' } },
    'leave.mine': { as: 'subject', input: {} },
    'leave.colleagues': { as: 'subject', input: {} },
    'leave.list': { as: 'office', input: { areaCode: testAreas.township } },
  }
}
