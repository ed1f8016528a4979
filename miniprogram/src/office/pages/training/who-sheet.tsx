import { progress, type StudyItem } from '@contract/training'
import { Cell } from '@/components/cell'
import { Sheet } from '@/components/sheet'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { officeTrainingCopy as copy, trainingCopy } from '@/copy/training'
import { instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'

/** Who has studied it and who has not, the latter first. */
export function WhoSheet({ item, onClose }: { item: StudyItem; onClose: () => void }) {
  const asked = useAsk(progress, { itemId: item.id })
  const state = stateOf(asked, {
    isEmpty: (data) => data.workers.length === 0,
    emptyText: copy.nobody,
  })
  return (
    <Sheet id="who" open look="side" title={copy.whoTitle(item.title)} onClose={onClose}>
      <Stateful state={state}>
        {asked.data?.workers.map((worker) => (
          <Cell
            key={worker.accountId}
            title={`${worker.name}　${worker.gridName}`}
            note={
              worker.studiedAtMs === null
                ? copy.hours(trainingCopy.hours(worker.yearMinutes))
                : `${copy.studied(instantText(worker.studiedAtMs))}，${copy.hours(trainingCopy.hours(worker.yearMinutes))}`
            }
            value={
              <Tag tone={worker.studiedAtMs === null ? 'warn' : 'good'}>
                {worker.studiedAtMs === null ? copy.notYet : trainingCopy.done}
              </Tag>
            }
          />
        ))}
      </Stateful>
    </Sheet>
  )
}
