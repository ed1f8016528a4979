import { identityNumber } from '../identity-numbers'
import type { LivedInCounty } from '../lived-in-county'
import { testAreas } from '../test-county'
import type { Sample } from './sample'

const post = {
  role: 'worker',
  scopeCode: testAreas.grid,
  workerKind: 'rural',
  startsOn: '2026-06-01',
}

export function accountSamples({ people, subjectPostId }: LivedInCounty): Record<string, Sample> {
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

export function noticeSamples(): Record<string, Sample> {
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

export function leaveSamples({ leaveId }: LivedInCounty): Record<string, Sample> {
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
