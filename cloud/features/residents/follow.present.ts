import type { OutputOf } from '../../contract/define'
import { openMatterStates } from '../../contract/matter-taxonomy'
import type { view } from '../../contract/residents-follow'
import type { Directory } from '../areas/areas.service'
import type { ContactRecord } from './contacts.store'
import { officePhoneOf } from './office-phone'
import type { RaiserView } from './residents-ports'

/** Nobody owes it anything any more: what is kept only to reach him can go. */
export const isOver = ({ state }: Pick<RaiserView, 'state'>): boolean =>
  !openMatterStates.includes(state) && state !== 'merged'

export function presentFollow(
  matter: RaiserView,
  { contact, wechatLeft }: { contact: ContactRecord | null; wechatLeft: number },
  directory: Directory,
): OutputOf<typeof view> {
  const grid = directory.grid(matter.gridCode)
  const erasedAtMs = contact?.erasedAtMs ?? null
  return {
    matterId: matter.matterId,
    receiptNumber: matter.receiptNumber,
    classCode: matter.classCode,
    classLabel: matter.classLabel,
    text: matter.text,
    placeText: matter.placeText,
    gridName: grid?.name ?? '',
    state: matter.state,
    stateWords: matter.stateWords,
    holderName: matter.holderName,
    clock: matter.clock,
    raisedAtMs: matter.raisedAtMs,
    satisfaction: matter.satisfaction,
    timeline: matter.timeline.map((entry) => ({
      number: entry.number,
      move: entry.move,
      label: entry.label,
      atMs: entry.atMs,
      by: entry.byName,
      sentence: entry.sentence,
      text: entry.text,
      photos: entry.photos.map(({ photoId, arrived }) => ({ photoId, arrived })),
    })),
    photos: matter.photos.map(({ photoId, arrived }) => ({ photoId, arrived })),
    moves: [...matter.moves],
    own: {
      phoneMasked: contact?.phoneMasked ?? null,
      phoneVerified: contact?.phoneVerified ?? false,
      wechatNotice: contact?.wantsWechat ?? false,
      wechatLeft,
      position: matter.position,
      photoCount: matter.photos.length,
      erasedAtMs,
      mayErase: contact !== null && erasedAtMs === null && isOver(matter),
    },
    officePhone: officePhoneOf(matter.gridCode, directory),
  }
}
