import type { ChangeContent } from '../../contract/regulations'
import { Refusal } from '../../http/refusal'
import { addMonths, monthEnd } from '../../platform/clock'
import type { Transaction } from '../../platform/database'
import { type CountyValue, type PayRegulation, type Regulation, RuleError } from '../../rules'
import type { AreasService } from '../areas/areas.service'
import type { ChangeDraft } from './changes.store'
import { checkedValue, parametersOf, valuesOn } from './county-values'
import { cannotPay } from './regulations.service'
import type { RegulationsStore } from './regulations.store'

export interface CheckDraftParts {
  store: RegulationsStore
  packs: ReadonlyMap<string, PayRegulation>
  library: ReadonlyMap<string, Regulation>
  areas: Pick<AreasService, 'directory'>
}

type ValuesContent = Extract<ChangeContent, { kind: 'values' }>
type BindingContent = Extract<ChangeContent, { kind: 'binding' }>

/** '2026-05' → '2026年5月'. */
const monthWords = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

const refuseValue = (message: string) => new Refusal('regulationValueRefused', { message })

/** Each value as it is stored; the first that the pack does not admit is refused with its reason. */
function exactValues(
  pack: PayRegulation,
  { values }: ValuesContent,
  day: string,
): ValuesContent['values'] {
  const known = parametersOf(pack, day)
  const names = new Set<string>()
  return values.map(({ name, value }) => {
    const parameter = known.get(name)
    if (!parameter) throw refuseValue(`《${pack.title}》里没有“${name}”`)
    if (names.has(name)) throw refuseValue(`“${parameter.label}”写了两次`)
    names.add(name)
    const checked = checkedValue(parameter, value)
    if (!checked.ok) throw refuseValue(checked.message)
    return { name, value: checked.value }
  })
}

/** Computes an empty month of every kind of workers: what the pack's rules cannot be made of shows. */
function tryOut(pack: PayRegulation, month: string, countyValues: CountyValue[]): void {
  for (const kind of pack.workerKinds) {
    try {
      const facts = pack.factsOf({
        regulation: pack.id,
        month,
        worker: { reference: 'trial', kind },
        counts: { local: { checkInDays: 0, rawCheckIns: 0, validReports: 0 } },
        countyValues,
        ...(pack.startsOn === null ? { countyStartsOn: `${month}-01` } : {}),
      })
      pack.evaluateMonth(facts)
    } catch (error) {
      // an empty month, and other values that are still to be set, do not stand in the way of this one
      if (!(error instanceof RuleError)) throw error
      const isOfMonth = error.code === 'parameterUnset' || error.code === 'factsRefused'
      if (!isOfMonth) throw refuseValue(error.message)
    }
  }
}

export type CheckDraft = ReturnType<typeof createCheckDraft>

/**
 * What a change may say: a pack that pays, values that the pack admits, a month after every frozen
 * one. With a transaction no month can be frozen before it ends.
 */
export function createCheckDraft({ store, packs, library, areas }: CheckDraftParts) {
  function payPack(id: string): PayRegulation {
    const known = library.get(id)
    if (!known) throw new Refusal('regulationUnknown', { message: id })
    const pack = packs.get(id)
    if (!pack) throw new Refusal('regulationCannotPay', { message: cannotPay(known) })
    return pack
  }

  async function notFrozen(areaCode: string, month: string, tx?: Transaction): Promise<void> {
    const last = await store.lastFrozen(areaCode, month, tx)
    if (last !== null)
      throw new Refusal('regulationMonthFrozen', {
        month: monthWords(last),
        next: monthWords(addMonths(last, 1)),
      })
  }

  async function checkValues(
    county: string,
    draft: ChangeDraft,
    content: ValuesContent,
  ): Promise<ValuesContent> {
    const pack = payPack(draft.regulation)
    const values = exactValues(pack, content, monthEnd(draft.firstMonth))
    const published = await store.countyValues(county)
    const held = valuesOn(
      published.filter((row) => row.regulation === pack.id),
      monthEnd(draft.firstMonth),
    )
    const changed = new Set(values.map((one) => one.name))
    tryOut(pack, draft.firstMonth, [
      ...held.filter((one) => !changed.has(one.name)),
      ...values.map((one) => ({ ...one, from: `${draft.firstMonth}-01` })),
    ])
    return { kind: 'values', values }
  }

  async function checkBinding(
    county: string,
    draft: ChangeDraft,
    content: BindingContent,
    tx?: Transaction,
  ): Promise<void> {
    const pack = payPack(draft.regulation)
    const area = (await areas.directory()).area(content.areaCode)
    const isOwn = content.areaCode.startsWith(county)
    if (!area || !isOwn || (area.level !== 'county' && area.level !== 'township'))
      throw new Refusal('regulationUnknown', { message: content.areaCode })
    if (pack.startsOn !== null && draft.firstMonth < pack.startsOn.slice(0, 7))
      throw refuseValue(`《${pack.title}》自 ${pack.startsOn} 起施行`)
    if (await store.hasBinding(content.areaCode, `${draft.firstMonth}-01`, tx)) {
      const { name } = area
      const month = monthWords(draft.firstMonth)
      throw new Refusal('regulationBindingExists', { area: name, month })
    }
  }

  return async function checkDraft(
    county: string,
    draft: ChangeDraft,
    tx?: Transaction,
  ): Promise<ChangeDraft> {
    const { content } = draft
    if (content.kind === 'values') {
      const checked = await checkValues(county, draft, content)
      await notFrozen(county, draft.firstMonth, tx)
      return { ...draft, content: checked }
    }
    await checkBinding(county, draft, content, tx)
    await notFrozen(content.areaCode, draft.firstMonth, tx)
    return draft
  }
}
