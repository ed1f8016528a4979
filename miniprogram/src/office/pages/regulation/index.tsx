import { book } from '@contract/regulations'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '@/components/button'
import { OfficePage } from '@/components/office-page'
import { DateInput } from '@/components/primitives/date-input'
import { TextInput } from '@/components/primitives/text-input'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { regulationCopy as copy } from '@/copy/office-regulation'
import { dayOf } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useMay } from '@/lib/session'
import styles from '../../office.module.scss'
import { Articles, NotComputed, Unset } from './articles'
import { Bindings } from './bindings'
import { Changes } from './changes'
import { Parameters } from './parameters'
import type { Book } from './parts'
import { Readings } from './readings'

type Part = keyof typeof copy.tabs

const ofEverybody: readonly Part[] = ['articles', 'parameters', 'readings', 'notComputed']
const ofCounty: readonly Part[] = ['bindings', 'changes']

function TextPart({ part, data, words }: { part: Part; data: Book; words: string }) {
  switch (part) {
    case 'articles':
      return <Articles data={data} words={words} />
    case 'parameters':
      return <Parameters data={data} words={words} />
    case 'readings':
      return <Readings data={data} words={words} />
    default:
      return <NotComputed data={data} />
  }
}

interface TopProps {
  on: string
  onDay: (day: string) => void
  words: string
  onWords: (words: string) => void
}

function Top({ on, onDay, words, onWords }: TopProps) {
  return (
    <View className={styles.bar}>
      <View className={styles.half}>
        <DateInput
          id="regulation-day"
          label={copy.day}
          value={on}
          onChange={(day) => day && onDay(day)}
        />
      </View>
      <View className={styles.grow}>
        <TextInput
          id="regulation-search"
          label={copy.search}
          placeholder={copy.search}
          value={words}
          onChange={onWords}
        />
      </View>
    </View>
  )
}

/** The regulation as it is computed, from when it binds, and what the county changes of it. */
export default function Regulation() {
  const { part: first, regulation: firstPack } = useRouter().params
  const mayRead = useMay('regulations.read')
  const [on, setOn] = useState(dayOf(nowMs()))
  const [part, setPart] = useState<Part>(first === 'changes' ? 'changes' : 'articles')
  const [regulation, setRegulation] = useState(firstPack)
  const [words, setWords] = useState('')
  const asked = useAsk(book, { on, regulation })
  const data = asked.data
  const parts = mayRead ? [...ofEverybody, ...ofCounty] : ofEverybody
  const isText = ofEverybody.includes(part)
  const readPack = (id: string) => {
    setRegulation(id)
    setPart('articles')
  }
  return (
    <OfficePage
      id="regulation"
      title={data?.title ?? copy.title}
      top={
        <>
          {isText ? <Top on={on} onDay={setOn} words={words} onWords={setWords} /> : null}
          <Tabs
            id="regulation-parts"
            tabs={parts.map((value) => ({ value, label: copy.tabs[value] }))}
            value={part}
            onChange={setPart}
          />
        </>
      }
    >
      {isText ? (
        <Stateful state={stateOf(asked)}>
          {data ? (
            <>
              {data.title === data.packTitle ? null : (
                <View className={styles.lead}>{copy.textTitle(data.packTitle)}</View>
              )}
              {regulation === undefined ? null : (
                <View className={styles.bar}>
                  <Button
                    id="own-regulation"
                    inline
                    size="small"
                    kind="secondary"
                    onPress={() => setRegulation(undefined)}
                  >
                    {copy.backToOwn}
                  </Button>
                </View>
              )}
              <Unset data={data} />
              <TextPart part={part} data={data} words={words.trim()} />
            </>
          ) : null}
        </Stateful>
      ) : null}
      {part === 'bindings' ? <Bindings onReadPack={readPack} /> : null}
      {part === 'changes' ? <Changes /> : null}
    </OfficePage>
  )
}
