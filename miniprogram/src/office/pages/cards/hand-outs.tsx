import { handOuts } from '@contract/codes'
import { CardRegister } from '@/components/register/card-register'
import { Sheet } from '@/components/sheet'
import { cardsCopy } from '@/copy/office-cards'
import { useAsk } from '@/lib/query'

const copy = cardsCopy.register

/** Which household was given which card. */
export function HandOuts({ gridCode, onClose }: { gridCode: string; onClose: () => void }) {
  const { data } = useAsk(handOuts, { gridCode, after: 0 })
  return (
    <Sheet
      id="register"
      open
      look="side"
      title={copy.title(data?.gridName ?? '')}
      onClose={onClose}
    >
      <CardRegister gridCode={gridCode} />
    </Sheet>
  )
}
