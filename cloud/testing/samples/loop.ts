import { newId } from '../../platform/ids'
import { type LivedInCounty, thisMonth, tinyPhoto } from '../lived-in-county'
import { testAreas } from '../test-county'
import { allPoints } from '../test-reports'
import { stamp, type Sample } from './sample'

export function reportSamples({
  reportId,
  unjudgedId,
  photoId,
}: LivedInCounty): Record<string, Sample> {
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

export function matterSamples({ reportId, photoId }: LivedInCounty): Record<string, Sample> {
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

export function unitSamples({ unitCode, ruleId }: LivedInCounty): Record<string, Sample> {
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

export function integrationSamples({ keyId, webhookId }: LivedInCounty): Record<string, Sample> {
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
