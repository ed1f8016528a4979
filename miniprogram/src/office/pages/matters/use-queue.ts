import {
  type MatterClassCode,
  matterClassCodes,
  type MatterState,
  matterStates,
} from '@contract/matter-taxonomy'
import { type MatterFigure, matterFigure, queue, search } from '@contract/matters'
import { useState } from 'react'
import { useAsk } from '@/lib/query'
import { usePages } from '../../lib/use-pages'
import { useSettled } from '../../lib/use-settled'

const pageSize = 50

export type ListName = 'mine' | 'area'
/** '': whatever is still open. */
export type StateFilter = '' | 'any' | MatterState

export interface Filters {
  list: ListName
  state: StateFilter
  classCode: MatterClassCode | ''
  /** An area or a grid; '': all that the person sees. */
  areaCode: string
  overdueOnly: boolean
  /** Only what this unit was given. */
  unitCode: string
  /** What came in a month, and of it what a figure counts. */
  month: string
  figure: MatterFigure
}

const noFilters: Filters = {
  list: 'mine',
  state: '',
  classCode: '',
  areaCode: '',
  overdueOnly: false,
  unitCode: '',
  month: '',
  figure: 'received',
}

type Parameters = Record<string, string | undefined>

const oneOf = <Value extends string>(values: readonly Value[], text: string | undefined) =>
  values.find((value) => value === text)

/** What is asked for by the page's address, as scoreboard and map open it. */
export function filtersOf(parameters: Parameters): Filters {
  const { area = '', unit = '', month = '' } = parameters
  const isNarrowed = Boolean(area || unit || month)
  return {
    ...noFilters,
    list: oneOf(['mine', 'area'] as const, parameters.list) ?? (isNarrowed ? 'area' : 'mine'),
    state: oneOf(['any', ...matterStates] as const, parameters.state) ?? (month ? 'any' : ''),
    classCode: oneOf(matterClassCodes, parameters.class) ?? '',
    areaCode: area,
    overdueOnly: parameters.overdue === 'yes',
    unitCode: unit,
    month,
    figure: oneOf(matterFigure.options, parameters.figure) ?? 'received',
  }
}

function stateInput({ list, state }: Filters) {
  // what waits for somebody is open by its nature
  if (list === 'mine' && state === '') return {}
  if (state === '') return { open: 'yes' as const }
  return state === 'any' ? {} : { state }
}

/** Places, units and months belong to the whole list; what waits for somebody is his own anyhow. */
function areaInput({ list, areaCode, unitCode, month, figure }: Filters) {
  if (list === 'mine') return {}
  return {
    areaCode: areaCode || undefined,
    unitCode: unitCode || undefined,
    ...(month ? { month, figure } : {}),
  }
}

/** Which matters are looked at: by list and filters, or by what was typed. */
export function useQueue(parameters: Parameters) {
  const [filters, setFilters] = useState<Filters>(() => filtersOf(parameters))
  const [typed, setTyped] = useState('')
  const words = useSettled(typed.trim())
  const isSearch = words.length > 0
  const question = isSearch ? `words ${words}` : JSON.stringify(filters)
  const pages = usePages(question)
  const paging = { after: pages.after, limit: pageSize }
  const listed = useAsk(
    queue,
    {
      list: filters.list,
      ...stateInput(filters),
      overdueOnly: filters.overdueOnly ? 'yes' : undefined,
      classCode: filters.classCode || undefined,
      ...areaInput(filters),
      ...paging,
    },
    { refetchEveryMs: 60_000 },
  )
  const found = useAsk(search, { words, ...paging }, { enabled: isSearch })
  const asked = isSearch ? found : listed
  return {
    filters,
    change: (part: Partial<Filters>) => setFilters((before) => ({ ...before, ...part })),
    typed,
    setTyped,
    isSearch,
    words,
    question,
    pages,
    asked,
    matters: asked.data?.matters ?? [],
    next: asked.data?.next ?? null,
    waitingCount: listed.data?.waitingCount,
    overdueCount: listed.data?.overdueCount,
  }
}

export type Queue = ReturnType<typeof useQueue>
