import {
  list,
  rotateSecret,
  setState,
  webhookEventLabel,
  type WebhookRow,
} from '@contract/webhooks'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { integrationCopy } from '@/copy/office-integration'
import { confirm } from '@/lib/confirm'
import { instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import { Deliveries } from './deliveries'
import { type Secret, ShownSecret } from './shown-secret'
import { WebhookForm } from './webhook-form'

const copy = integrationCopy.webhooks

function Trouble({ hook }: { hook: WebhookRow }) {
  if (hook.state === 'disabled')
    return (
      <Notice id="webhook-disabled" tone="bad">
        {copy.disabled(hook.disabledReason ?? '')}
      </Notice>
    )
  if (hook.failingSinceMs === null) return null
  return <Notice tone="warn">{copy.failingSince(instantText(hook.failingSinceMs))}</Notice>
}

interface HookProps {
  hook: WebhookRow
  onRecords: () => void
  onSecret: (secret: Secret) => void
}

function HookActions({ hook, onRecords, onSecret }: HookProps) {
  const isOn = hook.state === 'active'
  const set = useCommand(setState, {
    refresh: [list],
    onDone: () => say(isOn ? copy.paused : copy.resumed, 'good'),
    onRefused: sayRefused,
  })
  const rotate = useCommand(rotateSecret, {
    onDone: ({ secret, previousUntilMs }) =>
      onSecret({
        title: integrationCopy.secret.webhookTitle,
        secret,
        note: integrationCopy.secret.rotated(instantText(previousUntilMs)),
      }),
    onRefused: sayRefused,
  })
  const askRotate = async () => {
    const question = { title: copy.rotateTitle, text: copy.rotateText, yes: copy.rotate }
    if (await confirm(question)) rotate.mutate({ webhookId: hook.id })
  }
  return (
    <View className={styles.bar}>
      <Button id="webhook-records" inline size="small" kind="secondary" onPress={onRecords}>
        {copy.records}
      </Button>
      <Button
        id="webhook-switch"
        inline
        size="small"
        kind="secondary"
        busy={set.isPending}
        onPress={() => set.mutate({ webhookId: hook.id, state: isOn ? 'paused' : 'active' })}
      >
        {isOn ? copy.pause : copy.resume}
      </Button>
      <Button
        id="webhook-rotate"
        inline
        size="small"
        kind="plain"
        busy={rotate.isPending}
        onPress={askRotate}
      >
        {copy.rotate}
      </Button>
    </View>
  )
}

const toneOf = { active: 'good', paused: 'note', disabled: 'bad' } as const

function Hook(props: HookProps) {
  const { hook } = props
  const counts = [
    hook.waitingCount > 0 ? copy.waiting(hook.waitingCount) : '',
    hook.failedCount > 0 ? copy.failed(hook.failedCount) : '',
  ].filter(Boolean)
  return (
    <Card title={hook.name} extra={<Tag tone={toneOf[hook.state]}>{hook.stateLabel}</Tag>}>
      <View className={styles.wholeText}>{hook.url}</View>
      <View className={styles.soft}>
        {[hook.events.map((event) => webhookEventLabel[event]).join('、'), ...counts].join('；')}
      </View>
      <Trouble hook={hook} />
      <View className={styles.block}>
        <HookActions {...props} />
      </View>
    </Card>
  )
}

/** Addresses that are told what happens, and to register one. */
export function Webhooks({ countyCode }: { countyCode: string }) {
  const [form, setForm] = useState(false)
  const [secret, setSecret] = useState<Secret | null>(null)
  const [recordsOf, setRecordsOf] = useState<string | null>(null)
  const asked = useAsk(list, { countyCode }, { refetchEveryMs: 30_000 })
  const add = (
    <Button id="webhook-add" inline onPress={() => setForm(true)}>
      {copy.add}
    </Button>
  )
  return (
    <>
      <View className={styles.soft}>{copy.about}</View>
      <View className={styles.block} />
      {asked.data?.webhooks.length ? <View className={styles.bar}>{add}</View> : null}
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.webhooks.length === 0,
          emptyText: copy.empty,
          emptyHint: copy.emptyHint,
        })}
        emptyAction={add}
      >
        <View id="webhooks" className={styles.rows}>
          {asked.data?.webhooks.map((hook) => (
            <Hook
              key={hook.id}
              hook={hook}
              onRecords={() => setRecordsOf(hook.id)}
              onSecret={setSecret}
            />
          ))}
        </View>
      </Stateful>
      {form ? (
        <WebhookForm
          countyCode={countyCode}
          onClose={() => setForm(false)}
          onMade={(made) => {
            setForm(false)
            setSecret({ title: integrationCopy.secret.webhookTitle, secret: made })
          }}
        />
      ) : null}
      {secret ? <ShownSecret shown={secret} onClose={() => setSecret(null)} /> : null}
      {recordsOf ? <Deliveries webhookId={recordsOf} onClose={() => setRecordsOf(null)} /> : null}
    </>
  )
}
