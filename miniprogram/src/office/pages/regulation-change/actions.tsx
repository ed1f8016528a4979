import {
  type Change,
  book,
  bindings,
  changeDetail,
  changes,
  decideChange,
  dropChange,
  submitChange,
} from '@contract/regulations'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Notice } from '@/components/notice'
import { changeCopy as copy } from '@/copy/office-regulation'
import { confirm } from '@/lib/confirm'
import { monthText } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { ReasonSheet } from '../../components/reason-sheet'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

const refresh = [changes, changeDetail, book, bindings]

function useDeeds(change: Change, onReturned: () => void) {
  const { id: changeId, version, firstMonth } = change
  const told = (text: string) => ({
    refresh,
    onDone: () => say(text, 'good'),
    onRefused: sayRefused,
  })
  const submit = useCommand(submitChange, told(copy.submitted))
  const drop = useCommand(dropChange, told(copy.dropped))
  const decide = useCommand(decideChange, {
    refresh,
    onDone: ({ change: decided }) => {
      say(decided.state === 'published' ? copy.published : copy.sentBack, 'good')
      if (decided.state === 'returned') onReturned()
    },
    onRefused: sayRefused,
  })
  return {
    isSubmitting: submit.isPending,
    isDeciding: decide.isPending,
    submit: () => submit.mutate({ changeId, version }),
    async drop() {
      const question = { title: copy.dropAsk, text: copy.dropText, yes: copy.drop, danger: true }
      if (await confirm(question)) drop.mutate({ changeId })
    },
    async publish() {
      const title = copy.publishAsk(monthText(firstMonth))
      const question = { title, text: copy.publishText, yes: copy.publish, danger: true }
      if (await confirm(question))
        decide.mutate({ changeId, version, decision: 'publish', reason: null })
    },
    sendBack: (reason: string) => decide.mutate({ changeId, version, decision: 'return', reason }),
  }
}

/** What can be done with the change now, by who looks at it. */
export function Actions({ change, onEdit }: { change: Change; onEdit: () => void }) {
  const [isReturning, setReturning] = useState(false)
  const deeds = useDeeds(change, () => setReturning(false))
  const { abilities, state } = change
  return (
    <>
      {state === 'submitted' && !abilities.decide ? (
        <Notice id="waiting" tone="note">
          {copy.waiting}
        </Notice>
      ) : null}
      <View className={styles.bar}>
        {abilities.submit ? (
          <Button id="submit-change" inline busy={deeds.isSubmitting} onPress={deeds.submit}>
            {copy.submit}
          </Button>
        ) : null}
        {abilities.decide ? (
          <>
            <Button
              id="publish-change"
              inline
              kind="danger"
              busy={deeds.isDeciding}
              onPress={() => void deeds.publish()}
            >
              {copy.publish}
            </Button>
            <Button id="return-change" inline kind="secondary" onPress={() => setReturning(true)}>
              {copy.sendBack}
            </Button>
          </>
        ) : null}
        {abilities.edit ? (
          <Button id="edit-change" inline kind="secondary" onPress={onEdit}>
            {copy.edit}
          </Button>
        ) : null}
        {abilities.drop ? (
          <Button id="drop-change" inline kind="plain" onPress={() => void deeds.drop()}>
            {copy.drop}
          </Button>
        ) : null}
      </View>
      <ReasonSheet
        id="return"
        open={isReturning}
        title={copy.sendBackTitle}
        yes={copy.sendBack}
        busy={deeds.isDeciding}
        onSend={deeds.sendBack}
        onClose={() => setReturning(false)}
      />
    </>
  )
}
