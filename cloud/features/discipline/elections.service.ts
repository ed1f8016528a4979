import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/elections'
import { type ElectionStep, electionStep, electionStepLabel } from '../../contract/elections'
import type { Role } from '../../contract/permissions'
import { type Actor, reaches, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { dateOfDay, shanghaiDay } from '../../platform/clock'
import { idBytes } from '../../platform/ids'
import type { AreasService, Directory } from '../areas/areas.service'
import type { RegulationsService } from '../regulations/regulations.service'
import { chosenOf, electionStateOn, openSteps } from './election-steps'
import type { Election, ElectionsStore } from './elections.store'
import { type Binding, bindingOn, noticeEnd } from './procedure'

export interface ElectionsParts {
  elections: ElectionsStore
  areas: Pick<AreasService, 'directory'>
  regulations: Pick<RegulationsService, 'on'>
}

const readers: Role[] = [
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
const recorders: Role[] = ['villageHead', 'townshipOffice']

type Row = OutputOf<typeof contract.list>['elections'][number]

const rolesAt = (actor: Actor, code: string): Role[] =>
  actor.posts.filter((post) => code.startsWith(post.scopeCode)).map((post) => post.role)

function present(one: Election, actor: Actor, today: string, directory: Directory): Row {
  const state = electionStateOn(one, today)
  const noticeTo = state.startsWith('village') ? one.villageNoticeTo : one.townshipNoticeTo
  return {
    id: one.id,
    villageCode: one.villageCode,
    villageName: directory.areaName(one.villageCode),
    gridName: directory.areaName(one.gridCode),
    heldOn: one.heldOn,
    presentCount: one.presentCount,
    seats: one.seats,
    candidates: one.candidates.map(({ name, category, votes }) => ({ name, category, votes })),
    proposed: one.proposed,
    state,
    noticeTo: /Notice/.test(state) ? noticeTo : null,
    steps: electionStep.options.flatMap((step) => {
      const text = one.texts[step]
      return text === undefined ? [] : [{ label: electionStepLabel[step], text }]
    }),
    abilities: openSteps(one, rolesAt(actor, one.gridCode), today).map(({ step }) => step),
  }
}

/** What a step leaves beside the new state and its text. */
function traceOf(step: ElectionStep, { accountId }: Actor, nowMs: number, binding: Binding) {
  const today = shanghaiDay(nowMs)
  const by = idBytes(accountId)
  const at = new Date(nowMs)
  const from = dateOfDay(today)
  const until = (place: 'village' | 'township') => dateOfDay(noticeEnd(place, today, binding))
  switch (step) {
    case 'postVillageNotice':
      return { villageNoticeFrom: from, villageNoticeTo: until('village') }
    case 'approve':
      return { decidedBy: by, decidedAt: at }
    case 'postTownshipNotice':
      return { townshipNoticeFrom: from, townshipNoticeTo: until('township') }
    default:
      return { closedBy: by, closedAt: at }
  }
}

/** Votes that were cast by more than were there, or for one candidate twice. */
function voteFault({ candidates, presentCount, seats }: InputOf<typeof contract.record>) {
  const names = new Set(candidates.map((one) => one.name))
  if (names.size < candidates.length) return '同一个人列了两次'
  if (candidates.length < seats) return '被推选的人比名额少'
  if (candidates.some((one) => one.votes > presentCount)) return '得票比到会的人多'
  const total = candidates.reduce((sum, one) => sum + one.votes, 0)
  return total > presentCount * seats ? '各人得票加起来比到会的人能投的多' : null
}

export type ElectionsService = ReturnType<typeof createElections>

export function createElections({ elections: store, areas, regulations }: ElectionsParts) {
  return {
    async list(
      { areaCode }: InputOf<typeof contract.list>,
      actor: Actor,
      nowMs: number,
    ): Promise<OutputOf<typeof contract.list>> {
      const scopes = visibleScopes(actor, readers, areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      const [found, directory] = await Promise.all([store.under(scopes), areas.directory()])
      const today = shanghaiDay(nowMs)
      return { elections: found.map((one) => present(one, actor, today, directory)) }
    },

    async record(
      input: InputOf<typeof contract.record>,
      { actor, tx, nowMs, commandId, audit }: CommandContext,
    ): Promise<OutputOf<typeof contract.record>> {
      const directory = await areas.directory()
      const grid = directory.grid(input.gridCode)
      if (!grid || !reaches(actor, recorders, input.gridCode)) throw new Refusal('notFound')
      const today = shanghaiDay(nowMs)
      if (input.heldOn > today) throw new Refusal('badInput', { message: '大会日期还没有到' })
      const fault = voteFault(input)
      if (fault) throw new Refusal('votesWrong', { message: fault })
      const chosen = chosenOf(input.candidates, input.seats)
      if (!chosen.ok) throw new Refusal('votesTied', { names: chosen.tied.join('、') })
      const one = await store.record(tx, {
        ...input,
        id: commandId,
        villageCode: grid.villageCode,
        proposed: chosen.names,
        recordedBy: actor.accountId,
        atMs: nowMs,
      })
      audit('election.recorded', commandId, input.gridCode, { proposed: chosen.names })
      return { election: present(one, actor, today, directory) }
    },

    async step(
      { electionId, step, text }: InputOf<typeof contract.step>,
      { actor, tx, nowMs, audit }: CommandContext,
    ): Promise<OutputOf<typeof contract.step>> {
      const one = await store.find(tx, electionId)
      if (!one || !reaches(actor, readers, one.gridCode)) throw new Refusal('notFound')
      const today = shanghaiDay(nowMs)
      const open = openSteps(one, rolesAt(actor, one.gridCode), today)
      const rule = open.find((candidate) => candidate.step === step)
      if (!rule) throw new Refusal('moveNotOpen')
      // the township decides on what the village proposes: two hands
      if (step === 'approve' && one.recordedBy === actor.accountId) throw new Refusal('ownCase')
      const change = {
        ...traceOf(step, actor, nowMs, await bindingOn(regulations, one.gridCode, today)),
        state: rule.to,
        texts: { ...one.texts, [step]: text },
      }
      if (!(await store.change(tx, one, change))) throw new Refusal('alreadyDecided')
      audit('election.moved', electionId, one.gridCode, { step })
      const moved = await store.find(tx, electionId)
      if (!moved) throw new Refusal('notFound')
      return { election: present(moved, actor, today, await areas.directory()) }
    },
  }
}
