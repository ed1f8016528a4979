import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/matters-likeness'
import { openMatterStates } from '../../contract/matter-taxonomy'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext } from '../../http/serve'
import { dayMs } from '../../platform/clock'
import {
  cellsAround,
  type Compared,
  comparing,
  type FoundLike,
  likelyFrom,
  placeCell,
  textFingerprint,
  windowDays,
} from '../../platform/likeness'
import { idText } from '../../platform/ids'
import type { AreasService } from '../areas/areas.service'
import type { UnitsService } from '../units/units.service'
import type { Candidate, LikenessStore } from './likeness.store'
import { presentMatter } from './matters.present'
import { mattersPolicy, type Sight } from './matters.policy'
import type { MattersStore } from './matters.store'
import type { Matter } from './standing'

export interface FindAlikeParts {
  store: Pick<MattersStore, 'situation'>
  likeness: LikenessStore
  areas: Pick<AreasService, 'directory'>
  units: Pick<UnitsService, 'directory'>
}

/** What is compared with the matters around: one of them, or one that is being written. */
interface Subject extends Compared {
  matterId: string | null
  gridCode: string
  mergedInto: string | null
}

/** Something being written, before it is a matter. */
export interface AlikeDraft {
  gridCode: string
  classCode: Matter['classCode']
  text: string
  position: Matter['position']
}

/** What may be told of an open matter to whoever has no account; `placeText` as it was said. */
export interface OpenAlike
  extends Pick<Matter, 'classCode' | 'gridCode' | 'placeText' | 'state' | 'receivedAtMs'> {
  matterId: string
  distanceMeters: number | null
}

interface Found {
  matter: Matter
  like: FoundLike
  merged: boolean
}

type Answer = Promise<OutputOf<typeof contract.similar>>

const mostCandidates = 200
const mostShown = 10
const villageLength = 12
const countyLength = 6
const nobody = idText(new Uint8Array(16))

function subjectOf(matter: Matter, photoHashes: readonly bigint[]): Subject {
  return {
    matterId: matter.id,
    gridCode: matter.gridCode,
    mergedInto: matter.mergedInto,
    text: matter.text,
    textFingerprint: textFingerprint(matter.text),
    position: matter.position,
    atMs: matter.receivedAtMs,
    kind: matter.classCode,
    photoHashes,
  }
}

const draftSubject = (draft: AlikeDraft, nowMs: number): Subject => ({
  matterId: null,
  gridCode: draft.gridCode,
  mergedInto: null,
  text: draft.text,
  textFingerprint: textFingerprint(draft.text),
  position: draft.position,
  atMs: nowMs,
  kind: draft.classCode,
  photoHashes: [],
})

const comparedOf = (
  { matter, textFingerprint }: Candidate,
  hashes: readonly bigint[],
): Compared => ({
  text: matter.text,
  textFingerprint,
  position: matter.position,
  atMs: matter.receivedAtMs,
  kind: matter.classCode,
  photoHashes: hashes,
})

const openAlikeOf = (matter: Matter, { distanceMeters }: FoundLike): OpenAlike => ({
  matterId: matter.id,
  classCode: matter.classCode,
  gridCode: matter.gridCode,
  placeText: matter.placeText,
  state: matter.state,
  receivedAtMs: matter.receivedAtMs,
  distanceMeters,
})

function isMerged(subject: Subject, other: Matter): boolean {
  if (subject.matterId === null) return false
  const lead = subject.mergedInto ?? subject.matterId
  return other.id === lead || other.mergedInto === lead
}

export type FindAlike = ReturnType<typeof createFindAlike>

export function createFindAlike({ store, likeness, areas, units }: FindAlikeParts) {
  /** What is alike or merged with it already, the likeliest first. */
  async function rank(subject: Subject, sight: Sight): Promise<Found[]> {
    const directory = await areas.directory()
    const cell = placeCell(subject.position)
    const candidates = await likeness.around({
      sight,
      gridCodes: directory
        .gridsUnder(subject.gridCode.slice(0, villageLength))
        .map((grid) => grid.code),
      cells: cell === null ? [] : cellsAround(cell),
      fingerprint: subject.textFingerprint,
      atMs: subject.atMs,
      windowMs: windowDays * dayMs,
      except: subject.matterId,
      most: mostCandidates,
    })
    const hashes =
      subject.photoHashes.length > 0
        ? await likeness.photoHashes(candidates.map(({ matter }) => matter.id))
        : new Map<string, bigint[]>()
    const compare = comparing(subject)
    return candidates
      .map((candidate) => ({
        matter: candidate.matter,
        like: compare(comparedOf(candidate, hashes.get(candidate.matter.id) ?? [])),
        merged: isMerged(subject, candidate.matter),
      }))
      .filter(({ like, merged }) => merged || like.score >= likelyFrom)
      .sort((a, b) => b.like.score - a.like.score)
  }

  async function alike(subject: Subject, sight: Sight, nowMs: number): Answer {
    const [found, directory, holders] = await Promise.all([
      rank(subject, sight),
      areas.directory(),
      units.directory(),
    ])
    const around = { directory, labelOf: holders.labelOf, nowMs }
    return {
      likenesses: found.slice(0, mostShown).map(({ matter, like, merged }) => ({
        matter: presentMatter(matter, around),
        distanceMeters: like.distanceMeters,
        score: Math.round(like.score * 100) / 100,
        reasons: like.reasons,
        merged,
      })),
    }
  }

  /** A draft is looked for where its grid lies in one's own sight. */
  function mayDraft(actor: Actor, gridCode: string): boolean {
    return (
      mattersPolicy.mayRaiseIn(actor, gridCode) || mattersPolicy.departmentReaches(actor, gridCode)
    )
  }

  return {
    async similar(
      { matterId }: InputOf<typeof contract.similar>,
      { actor, nowMs }: CallContext,
    ): Answer {
      const situation = await store.situation(matterId)
      if (!situation || !mattersPolicy.maySee(actor, situation)) throw new Refusal('notFound')
      const hashes = await likeness.photoHashes([matterId])
      const subject = subjectOf(situation.matter, hashes.get(matterId) ?? [])
      return alike(subject, mattersPolicy.sight(actor), nowMs)
    },

    async similarToDraft(
      draft: InputOf<typeof contract.similarToDraft>,
      { actor, nowMs }: CallContext,
    ): Answer {
      const { gridCode } = draft
      if (!(await areas.directory()).grid(gridCode) || !mayDraft(actor, gridCode)) {
        throw new Refusal('notFound')
      }
      return alike(draftSubject(draft, nowMs), mattersPolicy.sight(actor), nowMs)
    },

    /** For whoever has no account: of the county's open matters in no restricted circle. */
    async openAlike(draft: AlikeDraft, nowMs: number): Promise<OpenAlike[]> {
      const found = await rank(draftSubject(draft, nowMs), {
        accountId: nobody,
        scopes: [{ code: draft.gridCode.slice(0, countyLength), circles: ['open'] }],
        units: [],
      })
      return found.flatMap(({ matter, like }) =>
        openMatterStates.includes(matter.state) ? [openAlikeOf(matter, like)] : [],
      )
    },

    /** Reports that were merged with this one: one incident, to whoever judges what it pays. */
    mergedReports: likeness.mergedReports,
  }
}
