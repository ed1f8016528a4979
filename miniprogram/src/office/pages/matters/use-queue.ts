import type { MatterClassCode, MatterState } from '@contract/matter-taxonomy'
import { queue, search } from '@contract/matters'
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
  areaCode: string
  overdueOnly: boolean
}

const noFilters: Filters = {
  list: 'mine',
  state: '',
  classCode: '',
  areaCode: '',
  overdueOnly: false,
}

function stateInput({ list, state }: Filters) {
  // what waits for somebody is open by its nature
  if (list === 'mine' && state === '') return {}
  if (state === '') return { open: 'yes' as const }
  return state === 'any' ? {} : { state }
}

/** Which matters are looked at: by list and filters, or by what was typed. */
export function useQueue() {
  const [filters, setFilters] = useState<Filters>(noFilters)
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
      areaCode: filters.areaCode || undefined,
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
