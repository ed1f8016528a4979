import { words } from '@contract/official-texts'
import type { OutputOf } from '@contract/define'
import type { ArticleRef } from '@contract/trace'
import { Text, View } from '@tarojs/components'
import { createContext, useContext, useState } from 'react'
import { articleWordsCopy as copy } from '@/copy/official-text'
import { sinceDayText } from '@/lib/figure-text'
import { useAsk } from '@/lib/query'
import { currentAccountId } from '@/lib/session'
import styles from './figure-tree.module.scss'
import { Press } from './primitives/press'

type Words = OutputOf<typeof words>['words'][number]

/** The day whose text is shown: a month's statement shows the words that were in force then. */
export const WordsDay = createContext<string | undefined>(undefined)

/** Longer words are opened by a tap. */
const shortWords = 120

/** The county's own text of these articles; empty where it has none, or none can be reached. */
function useWords(articles: readonly ArticleRef[]): ReadonlyMap<string, Words> {
  const on = useContext(WordsDay)
  const ids = [...new Set(articles.map(({ id }) => id))].sort().join(',')
  const enabled = ids !== '' && currentAccountId() !== null
  const asked = useAsk(words, { ids, on }, { enabled, keep: true })
  return new Map(asked.data?.words.map((one) => [one.id, one]))
}

function OwnWords({ title, words: text, startsOn }: Words) {
  const isShort = text.length <= shortWords
  const [isOpen, setOpen] = useState(isShort)
  return (
    <View className={styles.words}>
      {isOpen ? (
        <>
          <View className={styles.wordsTitle}>{copy.source(title, sinceDayText(startsOn))}</View>
          <Text className={styles.wordsText} userSelect>
            {text}
          </Text>
        </>
      ) : null}
      {isShort ? null : (
        <Press expanded={isOpen} className={styles.wordsMore} onPress={() => setOpen(!isOpen)}>
          {isOpen ? copy.hide : copy.show(title)}
        </Press>
      )}
    </View>
  )
}

/** What a figure rests on: the gist of each article, and once for each article its own words. */
export function ArticleList({ articles }: { articles: readonly ArticleRef[] }) {
  const wordsOf = useWords(articles)
  const shown = new Set<string>()
  return articles.map(({ id, title, gist }) => {
    const own = wordsOf.get(id)
    const isFirst = own !== undefined && !shown.has(own.title)
    if (own) shown.add(own.title)
    return (
      <View key={id} className={styles.item}>
        <View className={styles.article}>{title}</View>
        <View className={styles.small}>{gist}</View>
        {isFirst ? <OwnWords {...own} /> : null}
      </View>
    )
  })
}
