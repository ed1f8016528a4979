import { mine } from '@contract/discipline'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { myCasesCopy as copy } from '@/copy/my-cases'
import { openPage } from '@/lib/navigation'
import { useAsk } from '@/lib/query'
import { useMay } from '@/lib/session'

const useMine = () => {
  const may = useMay('discipline.answer')
  return useAsk(mine, {}, { keep: true, enabled: may }).data?.cases ?? []
}

/** Says that a case waits for the worker's own word, with the way there. */
export function MyCasesNotice() {
  const waiting = useMine().filter((one) => one.moves.length > 0)
  const [first] = waiting
  if (!first) return null
  return (
    <Notice
      id="my-cases-notice"
      tone="warn"
      action={
        <Button id="open-my-cases" inline size="small" onPress={() => openPage('myCases')}>
          {copy.look}
        </Button>
      }
    >
      {copy.waiting}：{first.standing}
    </Notice>
  )
}

/** The way to all that ever concerned him; nothing where there was nothing. */
export function MyCasesCard() {
  const cases = useMine()
  if (cases.length === 0) return null
  return (
    <Card id="my-cases-card" flush>
      <Cell
        id="all-my-cases"
        title={copy.card}
        value={copy.cardNote(cases.length)}
        onPress={() => openPage('myCases')}
      />
    </Card>
  )
}
