import { type LivedInCounty, pastMonth, thisMonth, tinyPhoto } from '../lived-in-county'
import { payrollLine, payrollMonth } from '../lived-in-payroll'
import { testAreas } from '../test-county'
import { csv, type Sample } from './sample'

export function assessmentSamples(county: LivedInCounty): Record<string, Sample> {
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

export function paySamples({
  people,
  objectionId,
  lineCode,
}: LivedInCounty): Record<string, Sample> {
  const { township } = testAreas
  return {
    'pay.months': { as: 'office', input: { month: pastMonth } },
    'pay.close': { as: 'office', input: { month: pastMonth, townshipCodes: [township] } },
    'pay.monthNeeds': { as: 'office', input: { townshipCode: township, month: pastMonth } },
    'pay.waitingCorrections': { as: 'office', input: { townshipCode: township } },
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

export function payrollSamples({ people, payroll }: LivedInCounty): Record<string, Sample> {
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
    'payroll.tablePdf': { as: 'office', input: approved },
    'payroll.statementPdf': {
      as: 'office',
      input: { month: payrollMonth, accountId: people.subject.accountId },
    },
    'payroll.tablePage': { as: 'office', input: approved },
    'payroll.ledger': { as: 'office', input: { ...approved, accountId: line.accountId } },
    'payroll.mine': { as: 'subject', input: {} },
  }
}
