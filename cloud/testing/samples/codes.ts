import { newId } from '../../platform/ids'
import { type LivedInCounty, tinyPhoto } from '../lived-in-county'
import { testAreas } from '../test-county'
import type { Sample } from './sample'

export function codeSamples({ codes, people }: LivedInCounty): Record<string, Sample> {
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
