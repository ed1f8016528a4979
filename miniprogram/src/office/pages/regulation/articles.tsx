import { View } from '@tarojs/components'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { regulationCopy as copy } from '@/copy/office-regulation'
import styles from '../../office.module.scss'
import { TextLinks } from '../official-text/links'
import { type Book, titlesOf } from './parts'

/** What the text says, article by article, in our own words. */
export function Articles({ data, words }: { data: Book; words: string }) {
  const found = data.articles.filter((one) => `${one.title}${one.gist}`.includes(words))
  return (
    <>
      <View className={styles.soft}>{copy.gistNote}</View>
      <TextLinks regulation={data.regulation} />
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

/** What is left to people, and why. */
export function NotComputed({ data }: { data: Book }) {
  const titleOf = titlesOf(data)
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

/** What nobody has set yet, before everything else: what cannot be computed because of it. */
export function Unset({ data }: { data: Book }) {
  const titleOf = titlesOf(data)
  if (data.unset.length === 0) return null
  return (
    <Card id="unset" title={copy.unsetTitle(data.unset.length)} tone="bad" flush>
      <Cell title={copy.unsetNote} />
      {data.unset.map((one) => (
        <Cell
          key={one.name}
          title={`${one.label}（${titleOf.get(one.article) ?? ''}）`}
          note={one.consequence}
        />
      ))}
    </Card>
  )
}
