import type { DemoAccount, DemoCounty } from '../../prisma/demo/county'
import type { DemoHistory, DemoReport } from '../../prisma/demo/history'
import { createRandom, type Random } from '../../prisma/demo/random'
import { buildResidentMatters, type DemoResidentMatter } from '../../prisma/demo/resident-matters'
import { classOfReportItem, type MatterMove, satisfactions } from '../contract/matter-taxonomy'
import type { Role } from '../contract/permissions'
import { applyMove, type HolderKind, type Surroundings } from '../features/matters/apply-move'
import { addWorkingMs, productClocks } from '../features/matters/clocks'
import type { Story } from '../features/matters/matter-sql'
import { type MatterDraft, raiseMatter } from '../features/matters/raise-matter'
import {
  leadTask,
  type Matter,
  type MatterEvent,
  type MoveInput,
  type Mover,
  nothingGiven,
  type Task,
} from '../features/matters/standing'
import { dayMs } from '../platform/clock'
import { sha256 } from '../platform/crypto'
import { idOfText } from '../platform/ids'
import { actorOf } from './acting'

/** Older reports of the demo have no matter: telling all of them would make every start wait. */
const storyDays = 2
const hourMs = 3_600_000

interface Cast {
  /** Null: nobody holds such a post. */
  holder(role: Role, scopeCode: string): Mover | null
  world: Surroundings
  judicialOf(gridCode: string): string | null
  leadOf(gridCode: string, classCode: Matter['classCode']): string
  random: Random
}

function castOf(county: DemoCounty): Cast {
  const people = new Map<string, DemoAccount>()
  for (const account of county.accounts) {
    for (const post of account.posts) {
      const key = `${post.role} ${post.scopeCode}`
      if (post.endsOn === null && !people.has(key)) people.set(key, account)
    }
  }
  const movers = new Map<string, Mover>()
  const units = new Map(county.units.map((unit) => [unit.code, unit.kind as HolderKind]))
  const areas = new Set(county.areas.map((area) => area.code))
  const grids = new Set(county.grids.map((grid) => grid.code))
  const hasPeople = (code: string) => people.has(`department ${code}`)
  return {
    holder(role, scopeCode) {
      const key = `${role} ${scopeCode}`
      const account = people.get(key)
      if (!account) return null
      const known = movers.get(key)
      if (known) return known
      const { accountId } = account
      const mover: Mover = { kind: 'staff', accountId, posts: actorOf(account).posts }
      movers.set(key, mover)
      return mover
    },
    world: {
      holderKind: (code) =>
        units.get(code) ?? (grids.has(code) ? 'grid' : areas.has(code) ? 'area' : null),
      countyClocks: productClocks,
      target: null,
      isFollowed: false,
    },
    judicialOf: (gridCode) =>
      county.units.find(
        (unit) => unit.kind === 'judicial' && unit.areaCode === gridCode.slice(0, 9),
      )?.code ?? null,
    /** By the routing table where that unit has people and is the township's own, else the village. */
    leadOf(gridCode, classCode) {
      const row = county.routes.find(
        (route) => route.classCode === classCode && gridCode.startsWith(route.placeCode),
      )
      const unit = row?.leadCode ?? ''
      const isOwn = unit.startsWith(gridCode.slice(0, 9)) && hasPeople(unit)
      return isOwn ? unit : gridCode.slice(0, 12)
    },
    random: createRandom(7_000),
  }
}

/** One matter's way as far as its time has come. */
class Teller {
  private situation: { matter: Matter; tasks: Task[] }
  readonly events: MatterEvent[]

  constructor(
    draft: MatterDraft,
    private readonly cast: Cast,
    private atMs: number,
    private readonly untilMs: number,
  ) {
    const raised = raiseMatter(draft, cast.judicialOf(draft.gridCode), cast.world, atMs)
    this.situation = raised
    this.events = [raised.event]
  }

  get matter(): Matter {
    return this.situation.matter
  }

  get leadCode(): string {
    return leadTask(this.situation.tasks)?.holderCode ?? ''
  }

  /** False once the time is over: nothing more has happened yet. */
  step(
    hours: number,
    move: MatterMove,
    mover: Mover | null,
    input: Partial<MoveInput> = {},
  ): boolean {
    const atMs = addWorkingMs(this.atMs, hours * hourMs)
    if (mover === null || atMs >= this.untilMs) return false
    const commandId = idOfText(`demo ${this.matter.id} ${this.matter.eventNumber + 1}`)
    const call = {
      commandId,
      move,
      input: { ...nothingGiven, ...input },
      mover,
      contentHash: sha256(commandId),
      atMs,
    }
    const applied = applyMove(this.situation, call, this.cast.world)
    this.situation = applied
    this.events.push(applied.event)
    this.atMs = atMs
    return true
  }

  story(): Story {
    return { ...this.situation, events: this.events }
  }
}

const results = [
  '已处理好，现场恢复正常',
  '已派人修好',
  '已清理干净，并告知周围住户',
  '双方已签调解协议',
]

function handlerOf({ leadCode }: Teller, cast: Cast): Mover | null {
  return leadCode.includes('-')
    ? cast.holder('department', leadCode)
    : cast.holder(leadCode.length === 9 ? 'townshipOffice' : 'villageHead', leadCode)
}

function raiserOf({ raisedBy, gridCode }: Matter, cast: Cast): Mover {
  if (raisedBy === null) return { kind: 'resident' }
  return cast.holder('worker', gridCode) ?? { kind: 'resident' }
}

function tellOrdinary(teller: Teller, cast: Cast): void {
  const { random } = cast
  const { matter } = teller
  const office = cast.holder('townshipOffice', matter.townshipCode)
  if (matter.circle === 'judicial' || !teller.step(random.next() * 6, 'accept', office)) return
  const leadCode =
    matter.circle === 'open' ? cast.leadOf(matter.gridCode, matter.classCode) : matter.townshipCode
  if (!teller.step(random.next() * 5, 'dispatch', office, { leadCode })) return
  if (random.chance(0.06)) teller.step(4, 'urge', office, { text: '群众催问，请抓紧' })
  if (random.chance(0.04) && teller.step(2, 'pause', office, { text: '等配件到货' })) {
    if (!teller.step(24, 'resume', office)) return
  }
  const result = random.pick(results)
  const hours = random.chance(0.15) ? 40 + random.next() * 20 : random.next() * 30
  if (!teller.step(hours, 'handle', handlerOf(teller, cast), { text: result })) return
  // a village's head may be its grids' head too, and nobody verifies his own work
  const isOfVillage = teller.leadCode.length === 12
  const verifier =
    matter.circle === 'open'
      ? isOfVillage
        ? office
        : cast.holder('gridHead', matter.gridCode)
      : cast.holder('countyCentre', matter.townshipCode.slice(0, 6))
  const spot = matter.position ? { position: matter.position } : {}
  if (!teller.step(random.next() * 8, 'verify', verifier, { text: '现场看过，已解决', ...spot }))
    return
  const satisfaction = random.chance(0.85) ? 'satisfied' : random.pick(satisfactions)
  const raiser = raiserOf(matter, cast)
  const isOwn =
    raiser.kind === 'resident'
      ? matter.raisedBy === null
      : raiser.kind === 'staff' && raiser.accountId === matter.raisedBy
  if (isOwn && random.chance(0.8))
    teller.step(random.next() * 10, 'evaluate', raiser, { satisfaction })
}

function storyOfReport(report: DemoReport, cast: Cast, nowMs: number): Story {
  const teller = new Teller(
    {
      id: report.id,
      source: 'report',
      classCode: classOfReportItem(report.itemCode)?.code ?? 'other',
      level: report.urgent ? 'urgent' : 'ordinary',
      text: report.text,
      placeText: null,
      position: { ...report.place, datum: 'wgs84', accuracyMeters: 12 },
      gridCode: report.gridCode,
      raisedBy: report.accountId,
      raisedAtMs: report.atMs,
      photoIds: [],
      contentHash: sha256(report.id),
    },
    cast,
    report.atMs,
    nowMs,
  )
  const { matter } = teller
  const author = cast.holder('worker', report.gridCode)
  const isAuthor = author?.kind === 'staff' && author.accountId === report.accountId
  if (report.disposal && matter.circle === 'open' && isAuthor && cast.random.chance(0.5)) {
    const answers = { injury: false, propertyLoss: false }
    teller.step(0, 'selfHandle', author, { text: report.disposal, answers })
    const office = cast.holder('townshipOffice', matter.townshipCode)
    teller.step(2 + cast.random.next() * 14, 'verify', office, { text: '已电话核实' })
  } else tellOrdinary(teller, cast)
  return teller.story()
}

function storyOfResident(given: DemoResidentMatter, cast: Cast, nowMs: number): Story {
  const teller = new Teller(
    {
      id: given.id,
      source: 'resident',
      classCode: given.classCode,
      level: given.urgent ? 'urgent' : 'ordinary',
      text: given.text,
      placeText: given.placeText,
      position: { ...given.place, datum: 'wgs84', accuracyMeters: 20 },
      gridCode: given.gridCode,
      raisedBy: null,
      raisedAtMs: given.atMs,
      photoIds: [],
      contentHash: sha256(given.id),
    },
    cast,
    given.atMs,
    nowMs,
  )
  tellOrdinary(teller, cast)
  return teller.story()
}

/** The demo's matters, each told by the service's own rules for a move. */
export function matterStories(county: DemoCounty, history: DemoHistory, nowMs: number): Story[] {
  const cast = castOf(county)
  const reports = history.reports.filter((report) => report.atMs > nowMs - storyDays * dayMs)
  return [
    ...reports.map((report) => storyOfReport(report, cast, nowMs)),
    ...buildResidentMatters(county, { nowMs }).map((one) => storyOfResident(one, cast, nowMs)),
  ]
}
