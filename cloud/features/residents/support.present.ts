import type { OutputOf } from '../../contract/define'
import {
  type MatterMove,
  matterClass,
  matterStateWords,
  speaksOfThings,
} from '../../contract/matter-taxonomy'
import type { AlikeMatter, view } from '../../contract/residents-support'
import { shanghaiDay } from '../../platform/clock'
import { maskPersonal } from '../../platform/mask-personal'
import type { Directory } from '../areas/areas.service'
import type { OpenAlike, RaiserView } from './residents-ports'
import { officePhoneOf } from './office-phone'
import type { SupportRecord } from './support.store'

/** Where a thing stands may be told to everybody, what was done to people may not. */
export const isForEverybody = ({ classCode }: Pick<OpenAlike, 'classCode'>): boolean =>
  speaksOfThings(classCode) && matterClass(classCode).circle === 'open'

const nearMeters = 200
const masked = (placeText: string | null) => (placeText === null ? null : maskPersonal(placeText))

export interface AlikeView {
  key: string
  supporters: number
  isOwn: boolean
  directory: Directory
}

export function presentAlike(matter: OpenAlike, view: AlikeView): AlikeMatter {
  const { classCode, gridCode, placeText, state, receivedAtMs, distanceMeters } = matter
  return {
    key: view.key,
    classCode,
    classLabel: matterClass(classCode).label,
    gridName: view.directory.grid(gridCode)?.name ?? '',
    placeText: masked(placeText),
    // no more exact: from many distances a point could be found
    isNear: distanceMeters !== null && distanceMeters <= nearMeters,
    stateWords: matterStateWords[state],
    raisedOn: shanghaiDay(receivedAtMs),
    supporters: view.supporters,
    isOwn: view.isOwn,
  }
}

/** Between the one who raised it and whoever has it in hand. */
const betweenThem: readonly MatterMove[] = ['message', 'followUp', 'supplement', 'evaluate']

export function presentSupported(
  matter: RaiserView,
  support: Pick<SupportRecord, 'givenAtMs' | 'withdrawnAtMs'> &
    Pick<OutputOf<typeof view>, 'supporters' | 'own'>,
  directory: Directory,
): OutputOf<typeof view> {
  return {
    receiptNumber: matter.receiptNumber,
    classLabel: matter.classLabel,
    gridName: directory.grid(matter.gridCode)?.name ?? '',
    placeText: masked(matter.placeText),
    state: matter.state,
    stateWords: matterStateWords[matter.state],
    holderName: matter.holderName,
    clock: matter.clock,
    raisedOn: shanghaiDay(matter.raisedAtMs),
    supporters: support.supporters,
    givenAtMs: support.givenAtMs,
    withdrawnAtMs: support.withdrawnAtMs,
    timeline: matter.timeline
      .filter((entry) => !betweenThem.includes(entry.move) && entry.sentence !== '')
      .map(({ number, atMs, byName, sentence }) => ({ number, atMs, by: byName, sentence })),
    officePhone: officePhoneOf(matter.gridCode, directory),
    own: support.own,
  }
}
