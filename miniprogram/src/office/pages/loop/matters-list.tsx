import { type matterKind, matters } from '@contract/loop-figures'
import { matterStateLabel } from '@contract/matter-taxonomy'
import { View } from '@tarojs/components'
import type * as z from 'zod/mini'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Choice } from '@/components/choice'
import { Stateful } from '@/components/stateful'
import { loopCopy, loopMattersCopy as copy } from '@/copy/loop'
import { instantText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { optionsOf } from '../../components/forms/options'
import { Pager } from '../../components/pager'
import { usePages } from '../../lib/use-pages'

export type MatterKind = z.infer<typeof matterKind>

const pageSize = 30

interface MattersListProps {
  code: string
  month: string
  kind: MatterKind
  onKind: (kind: MatterKind) => void
}

/** The matters that the numbers are made of. */
export function MattersList({ code, month, kind, onKind }: MattersListProps) {
  const pages = usePages(`${code} ${month} ${kind}`)
  const asked = useAsk(matters, { code, month, kind, after: pages.after, limit: pageSize })
  const { data } = asked
  const next = data?.next ?? null
  return (
    <View>
      <Choice
        id="loop-kind"
        label={copy.which}
        options={optionsOf(copy.kinds)}
        value={kind}
        onChange={onKind}
      />
      <Stateful
        state={stateOf(asked, {
          isEmpty: (one) => one.matters.length === 0,
          emptyText: copy.none,
        })}
      >
        <Card id="loop-matters" flush>
          {(data?.matters ?? []).map((matter) => (
            <Cell
              key={matter.id}
              title={`${matter.classLabel} · ${matterStateLabel[matter.state]}${matter.overdue ? ` · ${loopCopy.overdue}` : ''}`}
              note={`${matter.gridName} ${matter.receiptNumber} ${instantText(matter.receivedAtMs)}`}
              onPress={() => openPage('officeMatter', { id: matter.id })}
            />
          ))}
        </Card>
      </Stateful>
      <Pager
        text={copy.page(pages.number)}
        onEarlier={pages.number > 1 && pages.earlier}
        onLater={next ? () => pages.later(next) : false}
      />
    </View>
  )
}
