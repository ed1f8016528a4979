import type { OutputOf } from '@contract/define'
import {
  correctionFieldLabel,
  type FileCorrection,
  fileCorrectionStateLabel,
  mine,
} from '@contract/personal-files'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Tag } from '@/components/tag'
import { personalFileCopy as copy } from '@/copy/personal-file'
import { instantText, wholeDayText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useMay } from '@/lib/session'
import { AskSheet } from './ask-sheet'
import { OwnItemCell } from './own-item'
import styles from './personal-file.module.scss'

type File = OutputOf<typeof mine>

/** With its year: these days lie years back. */

const tone = { waiting: 'note', corrected: 'good', refused: 'plain' } as const

function Own({ file }: { file: File }) {
  return (
    <Card id="own" title={copy.own} flush>
      <Cell title={copy.name} value={file.name} />
      <Cell title={copy.gender} value={file.genderLabel} />
      <Cell title={copy.birthDate} value={wholeDayText(file.birthDate)} />
      <OwnItemCell item="idNumber" title={copy.idNumber} masked={file.idNumberMasked} />
      <OwnItemCell item="phone" title={copy.phone} masked={file.phoneMasked} />
      <Cell title={copy.workPhone} note={file.workPhone ?? copy.none} />
      <OwnItemCell item="bankCard" title={copy.bankCard} masked={file.bankCardMasked} />
    </Card>
  )
}

function Posts({ posts }: { posts: File['posts'] }) {
  return (
    <Card id="posts" title={copy.posts} flush>
      {posts.length === 0 ? <Cell title={copy.noPosts} /> : null}
      {posts.map((post) => (
        <Cell
          key={`${post.scopeName} ${post.label} ${post.startsOn}`}
          title={`${post.label}　${post.scopeName}`}
          note={copy.span(wholeDayText(post.startsOn), post.endsOn && wholeDayText(post.endsOn))}
        />
      ))}
    </Card>
  )
}

function Praise({ commendations }: { commendations: File['commendations'] }) {
  const hasCases = useMay('discipline.answer')
  return (
    <Card id="praise" title={copy.praise} flush>
      {commendations.length === 0 ? <Cell title={copy.noPraise} /> : null}
      {commendations.map((one) => (
        <Cell
          key={`${one.documentNumber} ${one.levelLabel}`}
          title={copy.praiseLine(one.levelLabel)}
          note={copy.document(one.documentNumber, wholeDayText(one.noticedOn))}
        />
      ))}
      {hasCases ? (
        <Cell id="to-cases" title={copy.cases} onPress={() => openPage('myCases')} />
      ) : null}
    </Card>
  )
}

function Correction({ correction }: { correction: FileCorrection }) {
  const { answeredByName, answeredAtMs, reply } = correction
  return (
    <Card
      title={correctionFieldLabel[correction.field]}
      extra={<Tag tone={tone[correction.state]}>{fileCorrectionStateLabel[correction.state]}</Tag>}
    >
      <View className={styles.line}>{correction.text}</View>
      <View className={styles.line}>
        {answeredAtMs && reply
          ? copy.answered(answeredByName ?? '', instantText(answeredAtMs), reply)
          : instantText(correction.askedAtMs)}
      </View>
    </Card>
  )
}

/** What is held of a person, for himself. */
export default function PersonalFile() {
  const asked = useAsk(mine, {}, { keep: true })
  const [isAsking, setAsking] = useState(false)
  const file = asked.data
  return (
    <Page
      id="personal-file"
      title={copy.title}
      state={stateOf(asked)}
      footer={
        <Button id="ask" kind="secondary" onPress={() => setAsking(true)}>
          {copy.ask}
        </Button>
      }
    >
      <Notice tone="note">{copy.intro}</Notice>
      {file ? (
        <>
          <Own file={file} />
          <Posts posts={file.posts} />
          <Praise commendations={file.commendations} />
          {file.corrections.length > 0 ? (
            <View id="corrections">
              {file.corrections.map((one) => (
                <Correction key={one.id} correction={one} />
              ))}
            </View>
          ) : null}
        </>
      ) : null}
      {isAsking ? <AskSheet onClose={() => setAsking(false)} /> : null}
    </Page>
  )
}
