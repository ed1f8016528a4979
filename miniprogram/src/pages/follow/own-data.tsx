import { erase, view } from '@contract/residents-follow'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { followCopy as copy } from '@/copy/resident-follow'
import { confirm } from '@/lib/confirm'
import { instantText } from '@/lib/format'
import { refresh } from '@/lib/query'
import { useResidentCommand } from '@/lib/resident-command'
import { say } from '@/lib/toast'
import type { Followed } from './deed-sheet'
import styles from './follow.module.scss'

/** Everything that is kept of him, and how it goes. */
export function OwnData({ matter, token }: { matter: Followed; token: string }) {
  const { own } = matter
  const { send, isBusy } = useResidentCommand(erase, null)
  const ask = async () => {
    const question = { title: copy.eraseAsk, text: copy.eraseText, yes: copy.erase, danger: true }
    if (!(await confirm(question))) return
    if (await send({ token })) {
      refresh(view)
      say(copy.erasedNow, 'good')
    }
  }
  const position = own.position
    ? own.erasedAtMs === null
      ? copy.ownExact
      : copy.ownRough
    : copy.ownNoPosition
  return (
    <Card id="own-data" title={copy.ownTitle}>
      <Cell title={copy.ownPhone} value={own.phoneMasked ?? copy.ownNoPhone} />
      <Cell title={copy.ownPosition} value={position} />
      <Cell title={copy.ownPhotos} value={copy.ownPhotoCount(own.photoCount)} />
      {own.erasedAtMs !== null ? (
        <View className={styles.small}>{copy.erased(instantText(own.erasedAtMs))}</View>
      ) : own.mayErase ? (
        <View className={styles.stack}>
          <Button id="erase" kind="secondary" busy={isBusy} onPress={() => void ask()}>
            {copy.erase}
          </Button>
        </View>
      ) : (
        <View className={styles.small}>{copy.eraseLater}</View>
      )}
    </Card>
  )
}
