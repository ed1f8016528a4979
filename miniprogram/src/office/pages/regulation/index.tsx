import { book } from '@contract/regulations'
import type { OutputOf } from '@contract/define'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { OfficePage } from '@/components/office-page'
import { DateInput } from '@/components/primitives/date-input'
import { TextInput } from '@/components/primitives/text-input'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { Tabs } from '@/components/tabs'
import { regulationCopy as copy } from '@/copy/office-regulation'
import { dayOf } from '@/lib/format'
import { sinceDayText } from '@/lib/figure-text'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import styles from '../../office.module.scss'

type Book = OutputOf<typeof book>
type Part = keyof typeof copy.tabs

function Articles({ articles, words }: { articles: Book['articles']; words: string }) {
  const found = articles.filter((one) => `${one.title}${one.gist}`.includes(words))
  return (
    <>
      <View className={styles.soft}>{copy.gistNote}</View>
      <View className={styles.block}>
        <Card flush>
          {found.length === 0 ? <Cell title={copy.none} /> : null}
          {found.map((article) => (
            <Cell key={article.id} title={article.title} note={article.gist} />
          ))}
        </Card>
      </View>
    </>
  )
}

function Parameters({ data, words }: { data: Book; words: string }) {
  const titleOf = new Map(data.articles.map((article) => [article.id, article.title]))
  const titles = copy.parameterColumns
  return (
    <Table
      id="parameters-table"
      caption={copy.parametersCaption}
      rows={data.parameters.filter((one) => `${one.label}${one.valueText}`.includes(words))}
      rowKey={(row) => `${row.name} ${row.validFrom}`}
      columns={[
        {
          key: 'label',
          title: titles.label,
          width: 160,
          cell: (row) => (
            <View>
              <View>{row.label}</View>
              {row.reading ? (
                <View className={styles.soft}>{copy.reading(row.reading)}</View>
              ) : null}
            </View>
          ),
        },
        {
          key: 'value',
          title: titles.value,
          align: 'right',
          width: 110,
          cell: (row) => row.valueText,
        },
        {
          key: 'since',
          title: titles.since,
          width: 150,
          cell: (row) => sinceDayText(row.validFrom),
        },
        {
          key: 'article',
          title: titles.article,
          width: 140,
          cell: (row) => titleOf.get(row.article) ?? '',
        },
      ]}
    />
  )
}

function NotComputed({ data }: { data: Book }) {
  const titleOf = new Map(data.articles.map((article) => [article.id, article.title]))
  return (
    <>
      <View className={styles.soft}>{copy.notComputedNote}</View>
      <View className={styles.block}>
        <Card flush>
          {data.notComputed.map((one) => (
            <Cell
              key={`${one.article} ${one.reason}`}
              title={titleOf.get(one.article) ?? one.reason}
              note={one.reason}
            />
          ))}
        </Card>
      </View>
    </>
  )
}

/** The regulation as it is computed: what it says in short, its numbers, what is left to people. */
export default function Regulation() {
  const [on, setOn] = useState(dayOf(nowMs()))
  const [part, setPart] = useState<Part>('articles')
  const [words, setWords] = useState('')
  const asked = useAsk(book, { on })
  const data = asked.data
  return (
    <OfficePage
      id="regulation"
      title={data?.title ?? copy.title}
      top={
        <>
          <View className={styles.bar}>
            <View className={styles.half}>
              <DateInput
                id="regulation-day"
                label={copy.day}
                value={on}
                onChange={(day) => day && setOn(day)}
              />
            </View>
            <View className={styles.grow}>
              <TextInput
                id="regulation-search"
                label={copy.search}
                placeholder={copy.search}
                value={words}
                onChange={setWords}
              />
            </View>
          </View>
          <Tabs
            id="regulation-parts"
            tabs={(['articles', 'parameters', 'notComputed'] as const).map((value) => ({
              value,
              label: copy.tabs[value],
            }))}
            value={part}
            onChange={setPart}
          />
        </>
      }
    >
      <Stateful state={stateOf(asked)}>
        {data && part === 'articles' ? (
          <Articles articles={data.articles} words={words.trim()} />
        ) : null}
        {data && part === 'parameters' ? <Parameters data={data} words={words.trim()} /> : null}
        {data && part === 'notComputed' ? <NotComputed data={data} /> : null}
      </Stateful>
    </OfficePage>
  )
}
