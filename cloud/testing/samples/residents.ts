import { newId } from '../../platform/ids'
import { type LivedInCounty, tinyPhoto } from '../lived-in-county'
import { testAreas } from '../test-county'
import { testPushKey } from '../test-service'
import type { Sample } from './sample'

const fromPhone = { deviceId: '0190aaaa-0000-7000-8000-000000000001', pass: 'wechat demo-oSample' }

export function opinionSamples({ opinionId }: LivedInCounty): Record<string, Sample> {
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

export function raisingSamples({ residentMatter }: LivedInCounty): Record<string, Sample> {
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
