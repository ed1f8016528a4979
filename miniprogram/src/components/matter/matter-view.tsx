import { matterMoveLabel } from '@contract/matter-taxonomy'
import type { MatterDetail, OpenMove } from '@contract/matters'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Notice } from '@/components/notice'
import { matterCopy as copy } from '@/copy/matters'
import type { MoveInput } from '@/lib/matter-move'
import { useMending } from '@/lib/mending'
import { openPage } from '@/lib/navigation'
import { useKept } from '@/lib/outbox'
import type { MoveWay } from '@/lib/use-matter-move'
import { MatterFacts } from './matter-facts'
import { MatterThread } from './matter-thread'
import { Followers, MatterTasks, MatterWay } from './matter-way'
import { MoveButtons } from './move-buttons'
import { MoveForm, type OfficeFields } from './move-form'
import { ResidentContact } from './resident-contact'

/** What this phone still keeps of what was done about the matter. */
function KeptMoves({ matterId }: { matterId: string }) {
  const kept = useKept<MoveInput>('matterMove').filter((one) => one.payload.matterId === matterId)
  return (
    <>
      {kept.map(({ item, payload }) =>
        item.state === 'refused' ? (
          <Notice
            key={item.id}
            tone="bad"
            action={
              <Button size="small" kind="secondary" inline onPress={() => openPage('outbox')}>
                {copy.toOutbox}
              </Button>
            }
          >
            {copy.refusedMove(matterMoveLabel[payload.move], item.lastError?.message ?? '')}
          </Notice>
        ) : (
          <Notice key={item.id} id="kept-move" tone="warn">
            {copy.waiting(matterMoveLabel[payload.move])}
          </Notice>
        ),
      )}
    </>
  )
}

/** What waits on this phone is not offered a second time. */
function useOffered(shown: MatterDetail): MatterDetail {
  const waiting = useKept<MoveInput>('matterMove').flatMap(({ item, payload }) =>
    payload.matterId === shown.matter.id && item.state !== 'refused' ? [payload.move] : [],
  )
  if (waiting.length === 0) return shown
  return { ...shown, moves: shown.moves.filter(({ move }) => !waiting.includes(move)) }
}

/** A refused move that this page was opened to mend, and whether it is still open to be made. */
function useMendedMove({ matter, moves }: MatterDetail) {
  const { mending, done } = useMending<MoveInput>('matterMove')
  const mended = mending?.payload.matterId === matter.id ? mending : null
  return { mended, offered: moves.find(({ move }) => move === mended?.payload.move), done }
}

export interface MatterViewProps {
  shown: MatterDetail
  way: MoveWay
  onOpen: (matterId: string) => void
  officeFields?: OfficeFields
  /** Opened from outside: a key was pressed. */
  chosen?: OpenMove | null
  onChoose?: (offered: OpenMove | null) => void
  columnsClass?: string
}

/** One matter, whole: what it is, what can be done, who does it, what happened, what was said. */
export function MatterView(props: MatterViewProps) {
  const { way, onOpen, officeFields, columnsClass } = props
  const shown = useOffered(props.shown)
  const [own, setOwn] = useState<OpenMove | null>(null)
  const chosen = props.onChoose ? (props.chosen ?? null) : own
  const choose = props.onChoose ?? setOwn
  const { mended, offered, done } = useMendedMove(shown)
  const shownMove = offered ?? chosen
  const close = () => {
    done()
    choose(null)
  }
  return (
    <>
      <KeptMoves matterId={shown.matter.id} />
      {mended && !offered ? (
        <Notice id="mend-not-open" tone="warn">
          {copy.mendNotOpen(matterMoveLabel[mended.payload.move])}
        </Notice>
      ) : null}
      <View className={columnsClass}>
        <View>
          <MatterFacts shown={shown} onOpen={onOpen}>
            <MoveButtons shown={shown} onChoose={choose} />
          </MatterFacts>
          {shown.matter.source === 'resident' ? (
            <ResidentContact matterId={shown.matter.id} />
          ) : null}
          <MatterTasks shown={shown} />
          <Followers shown={shown} onOpen={onOpen} />
        </View>
        <View>
          <MatterWay shown={shown} />
          <MatterThread shown={shown} way={way} />
        </View>
      </View>
      {shownMove ? (
        <MoveForm
          key={shownMove.move}
          shown={shown}
          offered={shownMove}
          way={way}
          officeFields={officeFields}
          mended={offered ? mended : null}
          onClose={close}
        />
      ) : null}
    </>
  )
}
