import type * as contract from '../../contract/clocks'
import type { InputOf, OutputOf } from '../../contract/define'
import {
  type MatterClassCode,
  type MatterLevel,
  matterClass,
  matterClasses,
  matterLevels,
} from '../../contract/matter-taxonomy'
import { type Actor, scopesOf } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext, CommandContext } from '../../http/serve'
import { addDays, shanghaiDay } from '../../platform/clock'
import type { AreasService } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import { type ClockBook, type ClockValuesService, countyOf } from './clock-values.service'
import type { ClockValue, ClockValuesStore } from './clock-values.store'
import { type ClockName, lengthText, productRule } from './clocks'

export interface ManageClocksParts {
  store: Pick<ClockValuesStore, 'add'>
  values: ClockValuesService
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names'>
}

const done = { done: true as const }
/** So far ahead a county decides. */
const mostDaysAhead = 400

/** The county whose clocks are looked at: the one asked for, where the actor has a post in it, else his first. */
function countyFor({ posts }: Actor, asked: string | undefined): string {
  const counties = posts.map(({ scopeCode }) => countyOf(scopeCode))
  const county = asked === undefined ? counties[0] : countyOf(asked)
  if (county === undefined || !counties.includes(county)) throw new Refusal('notFound')
  return county
}

const maySet = (actor: Actor, countyCode: string) =>
  scopesOf(actor, ['countyCentre']).includes(countyCode)

interface Asked {
  countyCode: string
  clock: ClockName
  classCode: MatterClassCode
  day: string
}

function lengthOf(
  { countyCode, clock, classCode, day }: Asked,
  level: MatterLevel,
  book: ClockBook,
): OutputOf<typeof contract.list>['rows'][number]['lengths'][number] {
  const value = book.valueOn({ countyCode, clock, classCode, level }, day)
  const product = productRule(clock, { classCode, level }, day)
  const minutes = value?.minutes ?? Math.round(product.hours * 60)
  return {
    level,
    minutes,
    text: lengthText(minutes / 60, level, day),
    isDefault: value?.minutes == null,
    startsOn: value?.startsOn ?? product.from,
    basis: value?.basis ?? null,
  }
}

function presentComing(value: ClockValue, setByName: string) {
  const { clock, classCode, level, minutes, startsOn, basis, setAtMs } = value
  const hours = minutes === null ? productRule(clock, value, startsOn).hours : minutes / 60
  return {
    clock,
    classCode,
    classLabel: matterClass(classCode).label,
    level,
    minutes,
    text: lengthText(hours, level, startsOn),
    startsOn,
    basis,
    setByName,
    setAtMs,
  }
}

function refuse(path: string, message: string): never {
  throw new Refusal('badInput', { message, issues: [{ path, message }] })
}

/** Clocks that run keep theirs: what is set begins on a day that has not begun. */
function checkStart(startsOn: string, nowMs: number): void {
  const today = shanghaiDay(nowMs)
  if (startsOn <= today) refuse('startsOn', '最早从明天起：今天已经起算的时限不能再改')
  if (startsOn > addDays(today, mostDaysAhead)) refuse('startsOn', '生效日离今天太远，最多一年左右')
}

export type ManageClocks = ReturnType<typeof createManageClocks>

export function createManageClocks({ store, values, areas, staff }: ManageClocksParts) {
  return {
    async list(
      { areaCode, clock, day: asked }: InputOf<typeof contract.list>,
      { actor, nowMs }: CallContext,
    ): Promise<OutputOf<typeof contract.list>> {
      const countyCode = countyFor(actor, areaCode)
      const [book, directory] = await Promise.all([values.book(), areas.directory()])
      const today = shanghaiDay(nowMs)
      const day = asked ?? today
      const coming = book.comingAfter(countyCode, today)
      const names = await staff.names(coming.map(({ setBy }) => setBy))
      return {
        countyCode,
        countyName: directory.areaName(countyCode),
        clock,
        day,
        rows: matterClasses.map(({ code: classCode, label: classLabel }) => ({
          classCode,
          classLabel,
          lengths: matterLevels.map((level) =>
            lengthOf({ countyCode, clock, classCode, day }, level, book),
          ),
        })),
        coming: coming.map((value) => presentComing(value, names.get(value.setBy) ?? '')),
        maySet: maySet(actor, countyCode),
      }
    },

    async set(
      { countyCode, startsOn, basis, values: wanted }: InputOf<typeof contract.set>,
      { actor, tx, nowMs, audit, commandId, afterCommit }: CommandContext,
    ): Promise<OutputOf<typeof contract.set>> {
      countyFor(actor, countyCode)
      if (!maySet(actor, countyCode)) throw new Refusal('notAllowed')
      checkStart(startsOn, nowMs)
      const keys = wanted.map(({ clock, classCode, level }) => `${clock} ${classCode} ${level}`)
      if (new Set(keys).size < keys.length) refuse('values', '同一个时限写了两次')
      const common = { countyCode, startsOn, basis, setBy: actor.accountId, setAtMs: nowMs }
      await store.add(
        tx,
        wanted.map((value) => ({ ...common, ...value })),
      )
      audit('clocks.set', commandId, countyCode, { startsOn, basis, values: wanted })
      afterCommit(values.invalidate)
      return done
    },
  }
}
