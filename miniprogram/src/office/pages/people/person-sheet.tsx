import {
  type AccountRow,
  type Post,
  addPost,
  deactivate,
  endPost,
  list,
  resetPassword,
  reveal,
} from '@contract/accounts'
import type { InputOf } from '@contract/define'
import { roleLabel } from '@contract/permissions'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Cell } from '@/components/cell'
import { Field, Labelled } from '@/components/field'
import { Notice } from '@/components/notice'
import { DateInput } from '@/components/primitives/date-input'
import { Sheet } from '@/components/sheet'
import { peopleCopy } from '@/copy/office-people'
import { confirm } from '@/lib/confirm'
import { dayOf, dayText } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useMay } from '@/lib/session'
import { say } from '@/lib/toast'
import { FormSheet } from '../../components/forms/form-sheet'
import { ReasonSheet } from '../../components/reason-sheet'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import type { GivenCode } from './one-time-code'
import { usePost } from './post-fields'

const copy = peopleCopy.detail
type Item = InputOf<typeof reveal>['item']
const items: readonly Item[] = ['idNumber', 'phone', 'bankCard']

/** Personal data in full, one item at a time, each look with its purpose on record. */
function PersonalData({ person }: { person: AccountRow }) {
  const [asking, setAsking] = useState<Item | null>(null)
  const [shown, setShown] = useState<Partial<Record<Item, string>>>({})
  const command = useCommand(reveal, {
    onDone: (output, input) => {
      setShown((before) => ({ ...before, [input.item]: output.value ?? peopleCopy.reveal.empty }))
      setAsking(null)
    },
    onRefused: sayRefused,
  })
  const masked: Record<Item, string> = {
    idNumber: person.idNumberMasked,
    phone: person.phoneMasked,
    bankCard: '••••',
  }
  const visible = person.abilities.reveal ? items : items.filter((item) => item !== 'bankCard')
  return (
    <>
      {visible.map((item) => (
        <Cell
          key={item}
          id={`reveal-${item}`}
          title={copy[item]}
          note={shown[item] ?? masked[item]}
          value={person.abilities.reveal && !shown[item] ? copy.show : undefined}
          onPress={person.abilities.reveal && !shown[item] ? () => setAsking(item) : undefined}
        />
      ))}
      <Cell title={copy.workPhone} note={person.workPhone ?? copy.none} />
      <ReasonSheet
        id="reveal"
        open={asking !== null}
        title={peopleCopy.reveal.title(asking ? copy[asking] : '')}
        label={peopleCopy.reveal.label}
        hint={peopleCopy.reveal.hint}
        phrases={peopleCopy.reveal.phrases}
        yes={peopleCopy.reveal.yes}
        most={200}
        busy={command.isPending}
        onSend={(purpose) =>
          asking && command.mutate({ accountId: person.accountId, item: asking, purpose })
        }
        onClose={() => setAsking(null)}
      />
    </>
  )
}

function AddPostForm({ person, onClose }: { person: AccountRow; onClose: () => void }) {
  const { post, fields } = usePost()
  const [ageReason, setAgeReason] = useState('')
  const command = useCommand(addPost, {
    refresh: [list],
    onDone: () => {
      say(peopleCopy.postAdded, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  return (
    <FormSheet
      id="add-post-form"
      title={copy.addPost}
      send={peopleCopy.form.savePost}
      isReady={post !== null}
      busy={command.isPending}
      onSend={() => {
        const reason = ageReason.trim()
        if (post) {
          command.mutate({
            accountId: person.accountId,
            post,
            ...(reason ? { ageReason: reason } : {}),
          })
        }
      }}
      onClose={onClose}
    >
      {fields}
      <Field
        id="add-post-age"
        label={peopleCopy.form.ageReason}
        hint={peopleCopy.form.ageHint}
        optional
        value={ageReason}
        onChange={setAgeReason}
        maxLength={200}
      />
    </FormSheet>
  )
}

/** What a person holds, since when, and the way to end or add one. */
function Posts({ person }: { person: AccountRow }) {
  const mayManage = useMay('accounts.manage') && person.abilities.deactivate
  const [ending, setEnding] = useState<Post | null>(null)
  const [isAdding, setAdding] = useState(false)
  const [endsOn, setEndsOn] = useState(dayOf(nowMs()))
  const command = useCommand(endPost, {
    refresh: [list],
    onDone: () => {
      say(peopleCopy.postEnded, 'good')
      setEnding(null)
    },
    onRefused: sayRefused,
  })
  return (
    <>
      {person.posts.map((post) => (
        <Cell
          key={post.id}
          title={`${roleLabel[post.role]}　${post.scopeName}`}
          note={copy.since(dayText(post.startsOn, ''), post.endsOn && dayText(post.endsOn, ''))}
          value={mayManage && !post.endsOn ? copy.endPost : undefined}
          onPress={mayManage && !post.endsOn ? () => setEnding(post) : undefined}
        />
      ))}
      {mayManage ? (
        <Cell id="add-post" title={copy.addPost} onPress={() => setAdding(true)} />
      ) : null}
      <ReasonSheet
        id="end-post"
        open={ending !== null}
        title={peopleCopy.endPostTitle(
          ending ? `${roleLabel[ending.role]} ${ending.scopeName}` : '',
        )}
        phrases={peopleCopy.deactivatePhrases}
        yes={peopleCopy.endPostYes}
        danger
        busy={command.isPending}
        onSend={(reason) => ending && command.mutate({ postId: ending.id, endsOn, reason })}
        onClose={() => setEnding(null)}
      >
        <Labelled label={peopleCopy.endPostDay}>
          <DateInput
            id="end-post-day"
            label={peopleCopy.endPostDay}
            value={endsOn}
            onChange={setEndsOn}
          />
        </Labelled>
      </ReasonSheet>
      {isAdding ? <AddPostForm person={person} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

function Actions({ person, onCode }: { person: AccountRow; onCode: (code: GivenCode) => void }) {
  const [isEnding, setEnding] = useState(false)
  const reset = useCommand(resetPassword, {
    refresh: [list],
    onDone: (output) =>
      onCode({ name: person.name, code: output.oneTimeCode, expiresAtMs: output.expiresAtMs }),
    onRefused: sayRefused,
  })
  const end = useCommand(deactivate, {
    refresh: [list],
    onDone: () => {
      say(peopleCopy.deactivated, 'good')
      setEnding(false)
    },
    onRefused: sayRefused,
  })
  const askReset = async () => {
    const yes = await confirm({
      title: peopleCopy.resetAsk(person.name),
      text: peopleCopy.resetText,
      yes: peopleCopy.resetYes,
    })
    if (yes) reset.mutate({ accountId: person.accountId })
  }
  return (
    <View className={styles.block}>
      <View className={styles.bar}>
        {person.abilities.resetPassword ? (
          <Button
            id="reset-password"
            inline
            kind="secondary"
            busy={reset.isPending}
            onPress={() => void askReset()}
          >
            {peopleCopy.reset}
          </Button>
        ) : null}
        {person.abilities.deactivate ? (
          <Button id="deactivate" inline kind="danger" onPress={() => setEnding(true)}>
            {peopleCopy.deactivate}
          </Button>
        ) : null}
      </View>
      <ReasonSheet
        id="deactivate-sheet"
        open={isEnding}
        title={peopleCopy.deactivateTitle(person.name)}
        hint={peopleCopy.deactivateHint}
        phrases={peopleCopy.deactivatePhrases}
        yes={peopleCopy.deactivateYes}
        danger
        busy={end.isPending}
        onSend={(reason) => end.mutate({ accountId: person.accountId, reason })}
        onClose={() => setEnding(false)}
      />
    </View>
  )
}

export interface PersonSheetProps {
  person: AccountRow
  onCode: (code: GivenCode) => void
  onClose: () => void
}

/** One person: posts, masked data, and what may be done with the account. */
export function PersonSheet({ person, onCode, onClose }: PersonSheetProps) {
  return (
    <Sheet id="person" open title={person.name} onClose={onClose}>
      {person.state === 'deactivated' ? (
        <Notice tone="bad">{peopleCopy.state.deactivated}</Notice>
      ) : null}
      {person.awaitingFirstSignIn ? <Notice tone="note">{peopleCopy.state.first}</Notice> : null}
      <Posts person={person} />
      <PersonalData person={person} />
      <Actions person={person} onCode={onCode} />
    </Sheet>
  )
}
