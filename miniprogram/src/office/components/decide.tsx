import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import styles from '../office.module.scss'
import { ReasonSheet } from './reason-sheet'

/** How somebody's request is decided. */
export type Decision = 'approved' | 'refused'

export interface DecideWords {
  approve: string
  refuse: string
  /** Under the sheet's reason: who reads it. */
  hint: string
  approvePhrases: readonly string[]
  refusePhrases: readonly string[]
  /** Instead of the buttons, where it is not his to decide. */
  notMine: string
}

export interface DecideBarProps {
  id: string
  words: DecideWords
  mayDecide: boolean
  onDecide: (decision: Decision) => void
}

/** Under a request that waits: granting it, refusing it, or that somebody else does. */
export function DecideBar({ id, words, mayDecide, onDecide }: DecideBarProps) {
  return (
    <View className={styles.block}>
      {mayDecide ? (
        <View className={styles.bar}>
          <Button id={`approve-${id}`} inline onPress={() => onDecide('approved')}>
            {words.approve}
          </Button>
          <Button id={`refuse-${id}`} inline kind="danger" onPress={() => onDecide('refused')}>
            {words.refuse}
          </Button>
        </View>
      ) : (
        <View className={styles.soft}>{words.notMine}</View>
      )}
    </View>
  )
}

export interface DecideSheetProps {
  words: DecideWords
  /** What is being decided; null: nothing. */
  asking: { title: string; decision: Decision } | null
  busy: boolean
  onSend: (reason: string) => void
  onClose: () => void
}

/** The reason that a decision is given with. */
export function DecideSheet({ words, asking, busy, onSend, onClose }: DecideSheetProps) {
  const isApproval = asking?.decision === 'approved'
  return (
    <ReasonSheet
      id="decide"
      open={asking !== null}
      title={asking?.title ?? ''}
      hint={words.hint}
      phrases={isApproval ? words.approvePhrases : words.refusePhrases}
      yes={isApproval ? words.approve : words.refuse}
      danger={!isApproval}
      busy={busy}
      onSend={onSend}
      onClose={onClose}
    />
  )
}
