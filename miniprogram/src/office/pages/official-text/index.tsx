import { confirm as confirmText, discard, versions } from '@contract/official-texts'
import type { OutputOf } from '@contract/define'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { OfficePage } from '@/components/office-page'
import { DateInput } from '@/components/primitives/date-input'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { officialTextCopy as copy } from '@/copy/official-text'
import { confirm } from '@/lib/confirm'
import { dayOf, dayText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import { TextDetail } from './text-detail'
import { useUploadText } from './use-upload-text'

type Listed = OutputOf<typeof versions>
type Version = Listed['versions'][number]

function Upload({ data, onDraft }: { data: Listed; onDraft: (textId: string) => void }) {
  const [startsOn, setStartsOn] = useState(dayOf(nowMs()))
  const { isSending, choose } = useUploadText(data.regulation, onDraft)
  return (
    <Card id="upload-text" title={copy.uploadTitle}>
      <View className={styles.lead}>{copy.uploadNote}</View>
      <View className={styles.bar}>
        <View className={styles.half}>
          <DateInput
            id="text-starts-on"
            label={copy.startsOn}
            value={startsOn}
            onChange={(day) => day && setStartsOn(day)}
          />
        </View>
        <Button id="choose-text" inline busy={isSending} onPress={() => void choose(startsOn)}>
          {isSending ? copy.uploading : copy.choose}
        </Button>
      </View>
    </Card>
  )
}

function Draft({ draft, onDone }: { draft: Version; onDone: () => void }) {
  const take = useCommand(confirmText, {
    refresh: [versions],
    onDone: ({ version }) => {
      say(copy.confirmed(version), 'good')
      onDone()
    },
    onRefused: sayRefused,
  })
  const drop = useCommand(discard, {
    refresh: [versions],
    onDone: () => {
      say(copy.discarded)
      onDone()
    },
    onRefused: sayRefused,
  })
  const textId = draft.id
  const askDiscard = async () => {
    if (await confirm({ title: copy.discardAsk, yes: copy.discardYes })) drop.mutate({ textId })
  }
  return (
    <>
      <Card id="draft" title={`${copy.draftTitle}：${draft.fileName}`}>
        <View className={styles.lead}>{copy.draftNote}</View>
        <View className={styles.bar}>
          <Button
            id="confirm-text"
            inline
            busy={take.isPending}
            onPress={() => take.mutate({ textId })}
          >
            {copy.confirm}
          </Button>
          <Button
            id="discard-text"
            inline
            kind="secondary"
            busy={drop.isPending}
            onPress={() => void askDiscard()}
          >
            {copy.discard}
          </Button>
        </View>
      </Card>
      <TextDetail textId={textId} />
    </>
  )
}

interface VersionsProps {
  confirmed: readonly Version[]
  chosen: string | undefined
  onChoose: (textId: string) => void
}

function Versions({ confirmed, chosen, onChoose }: VersionsProps) {
  const { columns } = copy
  return (
    <Table
      id="versions-table"
      caption={copy.versionsCaption}
      rows={[...confirmed]}
      rowKey={(row) => row.id}
      selectedKey={chosen}
      onRowPress={(row) => onChoose(row.id)}
      columns={[
        {
          key: 'version',
          title: columns.version,
          width: 84,
          cell: (row) => (row.version === null ? copy.notConfirmed : copy.version(row.version)),
        },
        {
          key: 'startsOn',
          title: columns.startsOn,
          width: 130,
          cell: (row) => dayText(row.startsOn),
        },
        { key: 'file', title: columns.file, width: 180, cell: (row) => row.fileName },
        { key: 'who', title: columns.who, width: 100, cell: (row) => row.confirmedByName ?? '' },
      ]}
    />
  )
}

/** The county's official text: uploaded, looked at, confirmed, and kept in its versions. */
export default function OfficialText() {
  const { regulation } = useRouter().params
  const asked = useAsk(versions, { regulation })
  const [chosen, setChosen] = useState<string>()
  const data = asked.data
  const draft = data?.versions.find(({ state }) => state === 'draft')
  const confirmed = data?.versions.filter(({ state }) => state === 'confirmed') ?? []
  const shown = confirmed.find(({ id }) => id === chosen) ?? confirmed[0]
  return (
    <OfficePage
      id="official-text"
      title={copy.title}
      top={
        <>
          <View className={styles.lead}>{copy.lead}</View>
          <View className={styles.bar}>
            <Button
              id="back-to-book"
              inline
              size="small"
              kind="secondary"
              onPress={() => openPage('officeRegulation', regulation ? { regulation } : {})}
            >
              {copy.backToBook}
            </Button>
          </View>
        </>
      }
    >
      <Stateful state={stateOf(asked)}>
        {data ? (
          <>
            <View className={styles.strong}>{data.title}</View>
            {draft ? <Draft draft={draft} onDone={() => setChosen(undefined)} /> : null}
            {data.abilities.upload ? <Upload data={data} onDraft={setChosen} /> : null}
            <View className={styles.block}>
              {confirmed.length === 0 ? (
                <Notice id="no-versions" tone="note">
                  {copy.noVersions}
                </Notice>
              ) : (
                <Versions confirmed={confirmed} chosen={shown?.id} onChoose={setChosen} />
              )}
            </View>
            {shown && !draft ? <TextDetail key={shown.id} textId={shown.id} /> : null}
          </>
        ) : null}
      </Stateful>
    </OfficePage>
  )
}
