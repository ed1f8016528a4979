import { type ApiKeyRow, createKey, keys, revokeKey } from '@contract/open311'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Field } from '@/components/field'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { integrationCopy } from '@/copy/office-integration'
import { confirm } from '@/lib/confirm'
import { instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'
import { useDraft } from '../../lib/use-draft'
import styles from '../../office.module.scss'
import { type Secret, ShownSecret } from './shown-secret'

const copy = integrationCopy.keys

interface FormProps {
  countyCode: string
  onMade: (key: string) => void
  onClose: () => void
}

function KeyForm({ countyCode, onMade, onClose }: FormProps) {
  const { draft, change } = useDraft({ name: '', contact: '' })
  const send = useCommand(createKey, {
    refresh: [keys],
    onDone: ({ key }) => onMade(key),
    onRefused: sayRefused,
  })
  const [name, contact] = [draft.name.trim(), draft.contact.trim()]
  return (
    <FormSheet
      id="key-form"
      title={copy.form.title}
      isReady={name !== '' && contact !== ''}
      busy={send.isPending}
      send={copy.form.send}
      onSend={() => send.mutate({ countyCode, name, contact })}
      onClose={onClose}
    >
      <Field
        id="key-name"
        label={copy.form.name}
        hint={copy.form.nameHint}
        value={draft.name}
        onChange={change('name')}
        maxLength={60}
      />
      <Field
        id="key-contact"
        label={copy.form.contact}
        hint={copy.form.contactHint}
        value={draft.contact}
        onChange={change('contact')}
        maxLength={120}
      />
    </FormSheet>
  )
}

function State({ row, onRevoke }: { row: ApiKeyRow; onRevoke: () => void }) {
  if (row.revokedAtMs !== null) return <Tag tone="bad">{copy.revoked}</Tag>
  return (
    <View className={styles.tags}>
      <Tag tone="good">{copy.active}</Tag>
      <Button id={`revoke-${row.hint}`} inline size="small" kind="danger" onPress={onRevoke}>
        {copy.revoke}
      </Button>
    </View>
  )
}

/** Keys given to other systems, and to give one. */
export function Keys({ countyCode }: { countyCode: string }) {
  const [form, setForm] = useState(false)
  const [secret, setSecret] = useState<Secret | null>(null)
  const asked = useAsk(keys, { countyCode })
  const revoke = useCommand(revokeKey, {
    refresh: [keys],
    onDone: () => say(copy.revokeDone, 'good'),
    onRefused: sayRefused,
  })
  const askRevoke = async ({ id, name }: ApiKeyRow) => {
    const question = {
      title: copy.revokeTitle(name),
      text: copy.revokeText,
      yes: copy.revoke,
      danger: true,
    }
    if (await confirm(question)) revoke.mutate({ keyId: id })
  }
  const add = (
    <Button id="key-add" inline onPress={() => setForm(true)}>
      {copy.add}
    </Button>
  )
  return (
    <>
      <View className={styles.soft}>{copy.about}</View>
      <View className={styles.block} />
      {asked.data?.keys.length ? <View className={styles.bar}>{add}</View> : null}
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.keys.length === 0,
          emptyText: copy.empty,
          emptyHint: copy.emptyHint,
        })}
        emptyAction={add}
      >
        <Table
          id="keys"
          caption={copy.caption}
          rows={asked.data?.keys ?? []}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', title: copy.columns.name, width: 160, cell: (row) => row.name },
            { key: 'contact', title: copy.columns.contact, width: 150, cell: (row) => row.contact },
            { key: 'hint', title: copy.columns.hint, width: 90, cell: (row) => `${row.hint}…` },
            {
              key: 'used',
              title: copy.columns.used,
              width: 140,
              cell: (row) => (row.usedAtMs === null ? copy.never : instantText(row.usedAtMs)),
            },
            {
              key: 'state',
              title: copy.columns.state,
              width: 160,
              cell: (row) => <State row={row} onRevoke={() => askRevoke(row)} />,
            },
          ]}
        />
      </Stateful>
      {form ? (
        <KeyForm
          countyCode={countyCode}
          onClose={() => setForm(false)}
          onMade={(key) => {
            setForm(false)
            setSecret({ title: integrationCopy.secret.keyTitle, secret: key })
          }}
        />
      ) : null}
      {secret ? <ShownSecret shown={secret} onClose={() => setSecret(null)} /> : null}
    </>
  )
}
