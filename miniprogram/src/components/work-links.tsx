import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { workLinksCopy as copy } from '@/copy/my-badge'
import { openPage } from '@/lib/navigation'
import { useMay } from '@/lib/session'

/** What a worker shows at a door, hands out, and is told of. */
export function WorkLinks() {
  const isWorker = useMay('badges.mine')
  if (!isWorker) return null
  return (
    <Card id="work-links" flush>
      <Cell
        id="to-badge"
        title={copy.badge}
        note={copy.badgeNote}
        onPress={() => openPage('myBadge')}
      />
      <Cell
        id="to-register"
        title={copy.register}
        note={copy.registerNote}
        onPress={() => openPage('cardRegister')}
      />
      <Cell
        id="to-opinions"
        title={copy.opinions}
        note={copy.opinionsNote}
        onPress={() => openPage('myOpinions')}
      />
    </Card>
  )
}
