import type { CallContext, FileAnswer } from '../../http/serve'
import type { AreasService } from '../areas/areas.service'
import type { NoticeDraft } from '../notices/notices.service'
import type { StaffService } from '../staff/staff.service'
import type { UnitsService } from '../units/units.service'
import type { ClockValuesService } from './clock-values.service'
import type { ClocksStore } from './clocks.store'
import { followToken, matterOfToken } from './follow-token'
import { createKeepClocks } from './keep-clocks'
import { createMakeMoves } from './make-moves'
import type { MattersStore } from './matters.store'
import { createMoveLane, type Known } from './move-lane'
import type { MoveStore } from './move.store'
import { createRaiseFromReport } from './raise-from-report'
import { createReadMatters } from './read-matters'

export type { RaiserView } from './matters.present'
export { mattersPolicy, type Sight } from './matters.policy'
export type { MatterDraft } from './raise-matter'
export type { ResidentMove, SelfHandling } from './make-moves'
export type { Moved } from './move-lane'
export { callHash } from './make-moves'

type PhotoSize = 'full' | 'thumbnail'

export interface MattersParts {
  store: MattersStore
  moves: MoveStore
  clocks: ClocksStore
  /** What counties have set of how long clocks run. */
  clockValues: ClockValuesService
  areas: AreasService
  units: Pick<UnitsService, 'directory'>
  staff: Pick<StaffService, 'names'>
  signingKey: Uint8Array
  noticeText(drafts: readonly NoticeDraft[]): string
  openPhoto(
    photoId: string,
    size: PhotoSize,
    isShownBy: (ownerId: string) => Promise<boolean>,
  ): Promise<FileAnswer>
}

export type MattersService = ReturnType<typeof createMattersService>

export function createMattersService(parts: MattersParts) {
  const { store, moves, areas, units, staff, clockValues, signingKey, noticeText, openPhoto } =
    parts
  const known = async (): Promise<Known> => {
    const [directory, { countyClocks }] = await Promise.all([units.directory(), clockValues.book()])
    return { holderKind: (code) => directory.holderKind(code), countyClocks }
  }
  const lane = createMoveLane({
    store: moves,
    known,
    noticeText,
  })
  const making = createMakeMoves({ lane, areas, units, known, signingKey, noticeText })
  const reading = createReadMatters({ store, areas, units, staff, clockValues })

  return {
    ...making,
    raiseFromReport: createRaiseFromReport(making),
    ...reading,

    photo: (photoId: string, size: PhotoSize, { actor }: CallContext): Promise<FileAnswer> =>
      openPhoto(photoId, size, (ownerId) => reading.isPhotoShown(photoId, ownerId, actor)),

    followToken: (matterId: string) => followToken(matterId, signingKey),
    matterOfToken: (token: string) => matterOfToken(token, signingKey),

    /** How long clocks run, for who sets it. */
    clockValues,

    /** What time does by itself: windows that end, reminders. */
    jobs: [createKeepClocks({ store: parts.clocks, lane, noticeText })],

    /** Waits for what is under way. */
    close: lane.close,
  }
}
