import { detail, original } from '@contract/official-texts'
import type { OutputOf } from '@contract/define'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { Sheet } from '@/components/sheet'
import { Stateful } from '@/components/stateful'
import { officialTextCopy as copy } from '@/copy/official-text'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useSaveFile } from '../../lib/save-file'
import styles from '../../office.module.scss'

type Detail = OutputOf<typeof detail>

/** What the text lacks of what the pack computes with: to be looked at before it is confirmed. */
function Findings({ data }: { data: Detail }) {
  const { by, parts, missingArticles, missingFigures } = data
  const wrong = missingFigures.filter(({ reading }) => reading === null)
  const chosen = missingFigures.filter(({ reading }) => reading !== null)
  return (
    <>
      <Notice id="found" tone="note">
        {by === 'articles' ? copy.found(parts.length) : copy.foundSections(parts.length)}
      </Notice>
      {missingArticles.length === 0 ? (
        <Notice tone="good">{copy.allArticles}</Notice>
      ) : (
        <Card
          id="missing-articles"
          title={copy.missingArticles(missingArticles.length)}
          tone="warn"
          flush
        >
          {missingArticles.map(({ id, title, gist }) => (
            <Cell key={id} title={title} note={gist} />
          ))}
        </Card>
      )}
      {wrong.length === 0 ? (
        <Notice tone="good">{copy.allFigures}</Notice>
      ) : (
        <Card id="missing-figures" title={copy.missingFigures(wrong.length)} tone="warn" flush>
          {wrong.map((one) => (
            <Cell
              key={one.label}
              title={`${one.label} ${one.text}`}
              note={`${one.articleTitle}：${copy[one.reason]}`}
            />
          ))}
        </Card>
      )}
      <View className={styles.block}>
        {chosen.map((one) => (
          <View key={one.label} className={styles.soft}>
            {`${one.label} ${one.text}：${copy.byReading(one.reading ?? '')}`}
          </View>
        ))}
      </View>
    </>
  )
}

/** One text, article by article; a draft with what it lacks. */
export function TextDetail({ textId }: { textId: string }) {
  const asked = useAsk(detail, { textId })
  const { isSaving, save } = useSaveFile()
  const [opened, setOpened] = useState<number | null>(null)
  const data = asked.data
  const part = data?.parts.find(({ number }) => number === opened)
  return (
    <Stateful state={stateOf(asked)}>
      {data ? (
        <>
          {data.text.state === 'draft' ? <Findings data={data} /> : null}
          <Card
            id="text-parts"
            title={copy.parts}
            extra={
              <Button
                id="save-original"
                inline
                size="small"
                kind="secondary"
                busy={isSaving}
                onPress={() => void save(original, { textId }, data.text.fileName)}
              >
                {copy.save}
              </Button>
            }
            flush
          >
            {data.parts.map(({ number, title, words }) => (
              <Cell
                key={number}
                id={`part-${number}`}
                title={title}
                note={words.slice(0, 40)}
                onPress={() => setOpened(number)}
              />
            ))}
          </Card>
          <Sheet
            id="part-sheet"
            open={part !== undefined}
            title={part?.title ?? ''}
            onClose={() => setOpened(null)}
          >
            <Text className={styles.wholeText} userSelect>
              {part?.words ?? ''}
            </Text>
          </Sheet>
        </>
      ) : null}
    </Stateful>
  )
}
