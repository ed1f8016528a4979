import { list, type OpinionState, opinionState } from '@contract/residents-opinions'
import { useState } from 'react'
import { Notice } from '@/components/notice'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { officeOpinionsCopy as copy } from '@/copy/office-opinions'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { Pager } from '../../components/pager'
import { useOfficeArea } from '../../lib/scope'
import { usePages } from '../../lib/use-pages'
import { OpinionCard } from './opinion-card'

type Filter = OpinionState | 'all'
const filters: readonly Filter[] = ['all', ...opinionState.options]

/** Newest first; what each person may do stands under each. */
export function Opinions() {
  const areaCode = useOfficeArea()
  const [filter, setFilter] = useState<Filter>('all')
  const pages = usePages(`${areaCode} ${filter}`)
  const asked = useAsk(list, {
    areaCode,
    state: filter === 'all' ? undefined : filter,
    after: pages.after,
    limit: 20,
  })
  const next = asked.data?.next ?? null
  const state = stateOf(asked, {
    isEmpty: (data) => data.opinions.length === 0,
    emptyText: copy.empty,
    emptyHint: copy.emptyHint,
  })
  return (
    <>
      <Tabs
        id="opinion-filter"
        tabs={filters.map((value) => ({ value, label: copy.states[value] }))}
        value={filter}
        onChange={setFilter}
      />
      <Notice tone="note">{copy.secret}</Notice>
      <Stateful state={state}>
        {(asked.data?.opinions ?? []).map((opinion) => (
          <OpinionCard key={opinion.id} opinion={opinion} />
        ))}
        <Pager
          text={copy.page(pages.number)}
          onEarlier={pages.number > 1 && pages.earlier}
          onLater={next !== null && (() => pages.later(next))}
        />
      </Stateful>
    </>
  )
}
