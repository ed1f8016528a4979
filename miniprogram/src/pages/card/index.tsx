import { useRouter } from '@tarojs/taro'
import { gridCard } from '@contract/residents'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Page } from '@/components/page'
import { gridCodeOf } from '@/lib/entry'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'

export default function GridCard() {
  const code = gridCodeOf(useRouter().params)
  const asked = useAsk(gridCard, { code: code ?? '' }, { enabled: code !== null, keep: true })
  const card = asked.data
  return (
    <Page title={card?.name ?? '网格名片'} open="anybody" place="root" state={stateOf(asked)}>
      {card?.people.map((person) => (
        <Card key={person.name} flush>
          <Cell title={person.name} note={person.post} value={person.workPhone} />
        </Card>
      ))}
    </Page>
  )
}
