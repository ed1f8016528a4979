import { Text, View } from '@tarojs/components'
import { type ReactNode, useMemo, useState } from 'react'
import type { FactRef, Figure, ParameterRef } from '@contract/trace'
import { figureCopy as copy } from '@/copy/figure'
import { datesInWords } from '@/lib/format'
import { articleTitles, figureValueText, hasGrounds, sinceDayText } from '@/lib/figure-text'
import { ArticleList } from './article-list'
import styles from './figure-tree.module.scss'
import { Icon } from './icon'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'

export interface FigureTreeProps {
  id?: string
  figure: Figure
  /** Open from the start: the figure somebody came for. */
  startOpen?: boolean
  /** Opens the records behind a fact; facts that are more than a number can be tapped then. */
  onFact?: (fact: FactRef) => void
  /** Which facts have records to show. */
  hasRecords?: (fact: FactRef) => boolean
}

interface NodeProps extends FigureTreeProps {
  titles: ReadonlyMap<string, string>
  isRoot?: boolean
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <View className={styles.part}>
      <View className={styles.partTitle}>{title}</View>
      {children}
    </View>
  )
}

function Parameter({ parameter, title }: { parameter: ParameterRef; title: string | undefined }) {
  const setBy = parameter.setByCounty ? copy.setByCounty : ''
  const origin = [title, `${setBy}${sinceDayText(parameter.validFrom)}`].filter(Boolean).join('，')
  return (
    <View className={styles.item}>
      <View className={styles.pair}>
        <Text className={styles.name}>{parameter.label}</Text>
        <Text className={styles.amount}>{parameter.text}</Text>
      </View>
      {origin ? <View className={styles.small}>{origin}</View> : null}
      {parameter.switched ? <View className={styles.switched}>{copy.switched}</View> : null}
    </View>
  )
}

function Fact({ fact, onPress }: { fact: FactRef; onPress: (() => void) | null }) {
  const inside = (
    <View className={styles.pair}>
      <Text className={styles.name}>{datesInWords(fact.label)}</Text>
      <Text className={classes(styles.amount, onPress && styles.link)}>
        {datesInWords(fact.text)}
      </Text>
    </View>
  )
  return onPress ? (
    <Press className={styles.item} onPress={onPress}>
      {inside}
    </Press>
  ) : (
    <View className={styles.item}>{inside}</View>
  )
}

function Parameters(props: {
  title: string
  parameters: readonly ParameterRef[]
  titles: ReadonlyMap<string, string>
}) {
  if (props.parameters.length === 0) return null
  return (
    <Part title={props.title}>
      {props.parameters.map((parameter) => (
        <Parameter
          key={parameter.name}
          parameter={parameter}
          title={props.titles.get(parameter.article)}
        />
      ))}
    </Part>
  )
}

function Grounds({ figure, titles, onFact, hasRecords }: NodeProps) {
  const standards = figure.parameters.filter((one) => one.reading === undefined)
  const readings = figure.parameters.filter((one) => one.reading !== undefined)
  return (
    <View className={styles.grounds}>
      {figure.facts.length > 0 ? (
        <Part title={copy.facts}>
          {figure.facts.map((fact) => {
            const opens = onFact !== undefined && (hasRecords?.(fact) ?? true)
            return <Fact key={fact.name} fact={fact} onPress={opens ? () => onFact(fact) : null} />
          })}
        </Part>
      ) : null}
      <Parameters title={copy.parameters} parameters={standards} titles={titles} />
      {figure.articles.length > 0 ? (
        <Part title={copy.articles}>
          <ArticleList articles={figure.articles} />
        </Part>
      ) : null}
      {figure.inputs.length > 0 ? (
        <Part title={copy.inputs}>
          {figure.inputs.map((input) => (
            <FigureNode
              key={`${input.code} ${input.label}`}
              figure={input}
              titles={titles}
              onFact={onFact}
              hasRecords={hasRecords}
            />
          ))}
        </Part>
      ) : null}
      <Parameters title={copy.readings} parameters={readings} titles={titles} />
    </View>
  )
}

function FigureNode(props: NodeProps) {
  const { id, figure, startOpen = false, isRoot } = props
  const [isOpen, setOpen] = useState(startOpen)
  const opens = hasGrounds(figure)
  const head = (
    <>
      <View className={styles.pair}>
        <Text className={classes(styles.label, isRoot && styles.rootLabel)}>{figure.label}</Text>
        <Text className={classes(styles.value, isRoot && styles.rootValue)}>
          {figureValueText(figure)}
        </Text>
      </View>
      <View className={styles.sentence}>{datesInWords(figure.sentence)}</View>
      {opens ? (
        <View className={styles.more}>
          <Text>{isOpen ? copy.hide : copy.show}</Text>
          <Icon name={isOpen ? 'up' : 'down'} />
        </View>
      ) : null}
    </>
  )
  return (
    <View id={id} className={classes(styles.node, isRoot && styles.root)}>
      {opens ? (
        <Press expanded={isOpen} className={styles.head} onPress={() => setOpen(!isOpen)}>
          {head}
        </Press>
      ) : (
        <View className={styles.head}>{head}</View>
      )}
      {isOpen && opens ? <Grounds {...props} /> : null}
    </View>
  )
}

/**
 * One figure and all that it rests on: the sentence, the records, the standards with their day and
 * article, and the figures it was made of, each of which opens the same way.
 */
export function FigureTree(props: FigureTreeProps) {
  const titles = useMemo(() => articleTitles(props.figure), [props.figure])
  return <FigureNode {...props} titles={titles} isRoot />
}
