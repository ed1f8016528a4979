import type { OutputOf } from '@contract/define'
import { give, type OpinionKind, opinionKind, subjects } from '@contract/residents-opinions'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/choice'
import { Field } from '@/components/field'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { SpeakArea } from '@/components/speak-area'
import { opinionCopy as copy } from '@/copy/resident-opinion'
import { copyLink } from '@/lib/copy-link'
import { gridCodeOf } from '@/lib/entry'
import { deviceId } from '@/lib/id'
import { openPage } from '@/lib/navigation'
import { type PageState, stateOf } from '@/lib/page-state'
import { pagePath } from '@/lib/pages'
import { useAsk } from '@/lib/query'
import { useResidentCommand } from '@/lib/resident-command'
import { say } from '@/lib/toast'
import { GivenOpinion } from './given'
import styles from './opinion.module.scss'

type Given = OutputOf<typeof give>
const kinds = opinionKind.options.map((value) => ({ value, label: copy.kinds[value] }))

function textOf(value: string | undefined): string {
  try {
    return decodeURIComponent(value ?? '')
  } catch {
    return ''
  }
}

const personOf = ({ name, gridCode }: { name: string; gridCode: string }) => `${gridCode} ${name}`

function Receipt({ given }: { given: Given }) {
  const path = `${pagePath.opinion}?t=${encodeURIComponent(given.token)}`
  return (
    <Card id="opinion-receipt" title={copy.doneTitle} tone="good">
      <View className={styles.small}>{copy.number}</View>
      <View className={styles.number}>{given.receiptNumber}</View>
      <View className={styles.small}>{copy.doneHint}</View>
      <View className={styles.stack}>
        <Button onPress={() => openPage('opinion', { t: given.token })}>{copy.see}</Button>
        <Button kind="secondary" onPress={() => copyLink(path, copy.copied)}>
          {copy.copy}
        </Button>
      </View>
    </Card>
  )
}

function Give({ badge, gridCode }: { badge: string; gridCode: string | null }) {
  const isKnown = badge !== '' || gridCode !== null
  const asked = useAsk(subjects, badge ? { badge } : { gridCode: gridCode ?? undefined }, {
    enabled: isKnown,
  })
  const [chosen, setChosen] = useState<string | null>(null)
  const [kind, setKind] = useState<OpinionKind | null>(null)
  const [text, setText] = useState('')
  const [phone, setPhone] = useState('')
  const [isTried, setTried] = useState(false)
  const [given, setGiven] = useState<Given | null>(null)
  const { send, isBusy } = useResidentCommand(give, 'raise')
  const people = asked.data?.subjects ?? []
  // keys are sealed anew with every answer: who is meant is remembered by name
  const subject = people.length === 1 ? people[0] : people.find((one) => personOf(one) === chosen)
  const isPhoneWrong = phone !== '' && !/^1[3-9]\d{9}$/.test(phone)

  const state: PageState = isKnown
    ? stateOf(asked, { isEmpty: (data) => data.subjects.length === 0, emptyText: copy.nobody })
    : { kind: 'empty', ...copy.noSubject }
  const submit = async () => {
    setTried(true)
    if (text.trim() === '' || isPhoneWrong) return
    if (!subject) return say(copy.who, 'bad')
    if (!kind) return say(`${copy.kind}${copy.kinds.complaint}、${copy.kinds.praise}？`, 'bad')
    const said = { subjectKey: subject.key, kind, text: text.trim(), ...(phone ? { phone } : {}) }
    const answer = await send({ ...said, deviceId: deviceId() })
    if (answer) setGiven(answer)
  }
  return (
    <Page
      id="opinion"
      title={copy.title}
      open="anybody"
      state={state}
      footer={
        given ? null : (
          <Button id="opinion-send" size="large" busy={isBusy} onPress={() => void submit()}>
            {copy.send}
          </Button>
        )
      }
    >
      {given ? (
        <Receipt given={given} />
      ) : (
        <>
          <Notice tone="note">{copy.secret}</Notice>
          <Card>
            <Choice
              id="opinion-who"
              look="list"
              label={copy.who}
              options={people.map((one) => ({
                value: personOf(one),
                label: one.name,
                note: `${one.post} · ${one.gridName}`,
              }))}
              value={subject ? personOf(subject) : null}
              onChange={setChosen}
            />
            <Choice
              id="opinion-kind"
              label={copy.kind}
              options={kinds}
              value={kind}
              onChange={setKind}
            />
            <SpeakArea
              id="opinion-text"
              label={copy.text}
              placeholder={copy.textPlaceholder}
              value={text}
              onChange={setText}
              rows={4}
              problem={isTried && text.trim() === '' ? copy.textMissing : null}
            />
            <Field
              id="opinion-phone"
              kind="phone"
              label={copy.phone}
              hint={copy.phoneHint}
              value={phone}
              onChange={(typed) => setPhone(typed.replace(/\D/g, '').slice(0, 11))}
              maxLength={11}
              problem={isTried && isPhoneWrong ? copy.phoneWrong : null}
              optional
            />
          </Card>
        </>
      )}
    </Page>
  )
}

/** Complaint or praise, from a badge (`b`) or a grid's card (`code`); its answer by link (`t`). */
export default function Opinion() {
  const { params } = useRouter()
  const token = textOf(params.t)
  if (token) return <GivenOpinion token={token} />
  return <Give badge={textOf(params.b)} gridCode={gridCodeOf(params)} />
}
