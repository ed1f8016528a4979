import {
  type AccountRow,
  type Post,
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
import { DateField } from '@/components/date-field'
import { Notice } from '@/components/notice'
import { Sheet } from '@/components/sheet'
import { peopleCopy } from '@/copy/office-people'
import { confirm } from '@/lib/confirm'
import { dayOf, wholeDayText } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useMay } from '@/lib/session'
import { say } from '@/lib/toast'
import { ReasonSheet } from '../../components/reason-sheet'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import type { GivenCode } from './one-time-code'
import { AddPostForm, CorrectForm, ReactivateForm } from './person-forms'

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
          note={copy.since(wholeDayText(post.startsOn), post.endsOn && wholeDayText(post.endsOn))}
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
        <DateField
          id="end-post-day"
          label={peopleCopy.endPostDay}
          value={endsOn}
          onChange={setEndsOn}
        />
      </ReasonSheet>
      {isAdding ? <AddPostForm person={person} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

/** Opens the account again, or puts its data right. */
function Changes({ person, onCode }: PersonActionProps) {
  const [form, setForm] = useState<'correct' | 'reactivate' | null>(null)
  const close = () => setForm(null)
  return (
    <>
      {person.abilities.correct ? (
        <Button id="correct" inline kind="secondary" onPress={() => setForm('correct')}>
          {peopleCopy.correct}
        </Button>
      ) : null}
      {person.abilities.reactivate ? (
        <Button id="reactivate" inline onPress={() => setForm('reactivate')}>
          {peopleCopy.reactivate}
        </Button>
      ) : null}
      {form === 'correct' ? <CorrectForm person={person} onClose={close} /> : null}
      {form === 'reactivate' ? (
        <ReactivateForm person={person} onCode={onCode} onClose={close} />
      ) : null}
    </>
  )
}

function Reset({ person, onCode }: PersonActionProps) {
  const reset = useCommand(resetPassword, {
    refresh: [list],
    onDone: ({ oneTimeCode, expiresAtMs }) =>
      onCode({ name: person.name, code: oneTimeCode, expiresAtMs }),
    onRefused: sayRefused,
  })
  const ask = async () => {
    const yes = await confirm({
      title: peopleCopy.resetAsk(person.name),
      text: peopleCopy.resetText,
      yes: peopleCopy.resetYes,
    })
    if (yes) reset.mutate({ accountId: person.accountId })
  }
  if (!person.abilities.resetPassword) return null
  return (
    <Button
      id="reset-password"
      inline
      kind="secondary"
      busy={reset.isPending}
      onPress={() => void ask()}
    >
      {peopleCopy.reset}
    </Button>
  )
}

function Deactivate({ person }: { person: AccountRow }) {
  const [isEnding, setEnding] = useState(false)
  const end = useCommand(deactivate, {
    refresh: [list],
    onDone: () => {
      say(peopleCopy.deactivated, 'good')
      setEnding(false)
    },
    onRefused: sayRefused,
  })
  if (!person.abilities.deactivate) return null
  return (
    <>
      <Button id="deactivate" inline kind="danger" onPress={() => setEnding(true)}>
        {peopleCopy.deactivate}
      </Button>
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
    </>
  )
}

interface PersonActionProps {
  person: AccountRow
  onCode: (code: GivenCode) => void
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
      <View className={styles.block}>
        <View className={styles.bar}>
          <Changes person={person} onCode={onCode} />
          <Reset person={person} onCode={onCode} />
          <Deactivate person={person} />
        </View>
      </View>
    </Sheet>
  )
}
