import {
  matterOutcomeLabel,
  matterSourceLabel,
  matterStateLabel,
  satisfactionLabel,
} from '@contract/matter-taxonomy'
import type { MatterDetail } from '@contract/matters'
import type { Position } from '@contract/primitives'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { EmergencyCalls } from '@/components/emergency-calls'
import { Notice } from '@/components/notice'
import { PhotoStrip } from '@/components/photo-strip'
import { Tag } from '@/components/tag'
import { matterCopy as copy } from '@/copy/matters'
import { instantText } from '@/lib/format'
import { clockTone, clockWords, matterTone, workingTimeWords } from '@/lib/matter-words'
import styles from './matter.module.scss'
import { MatterTags } from './matter-line'
import { StageBar } from './stage-bar'

export function positionWords({ longitude, latitude, accuracyMeters }: Position): string {
  return copy.position(
    longitude.toFixed(5),
    latitude.toFixed(5),
    accuracyMeters ? copy.accuracy(Math.round(accuracyMeters)) : '',
  )
}

/** The running clock in a sentence: how much is left, until when, and what pauses took off. */
function ClockNotice({ shown }: { shown: MatterDetail }) {
  const { clock, state, level } = shown.matter
  if (state === 'paused') {
    return (
      <Notice id="matter-clock" tone="warn">
        {copy.paused}
      </Notice>
    )
  }
  if (!clock) return null
  const tone = clockTone(clock)
  return (
    <Notice id="matter-clock" tone={tone === 'plain' ? 'note' : tone}>
      {clockWords({ clock, level })}
      <View>{copy.due(clock.label, instantText(clock.dueAtMs))}</View>
      {shown.clockText ? <View className={styles.soft}>{shown.clockText}</View> : null}
      {clock.pausedMs > 0 ? <View>{copy.pausedFor(workingTimeWords(clock.pausedMs))}</View> : null}
    </Notice>
  )
}

export interface MatterFactsProps {
  shown: MatterDetail
  onOpen: (matterId: string) => void
  /** Under the facts: what can be done. */
  children?: ReactNode
}

/** What the matter is, where it stands, whose turn it is and until when. */
export function MatterFacts({ shown, onOpen, children }: MatterFactsProps) {
  const { matter, mergedInto } = shown
  return (
    <Card
      id="matter-facts"
      title={matter.classLabel}
      extra={<Tag tone={matterTone(matter.state)}>{matterStateLabel[matter.state]}</Tag>}
    >
      <StageBar shown={shown} />
      {matter.level === 'emergency' ? <EmergencyCalls follow /> : null}
      <View id="matter-text" className={styles.words}>
        {shown.text}
      </View>
      {shown.photos.length > 0 ? <PhotoStrip of="matter" photos={shown.photos} /> : null}
      <View className={styles.tags}>
        <MatterTags matter={{ ...matter, clock: null }} />
        {matter.outcome ? (
          <Tag tone="plain">{copy.outcome(matterOutcomeLabel[matter.outcome])}</Tag>
        ) : null}
        {matter.satisfaction ? (
          <Tag tone="plain">{copy.satisfaction(satisfactionLabel[matter.satisfaction])}</Tag>
        ) : null}
      </View>
      <View className={styles.fact}>
        {matter.villageName}　{matter.gridName}
        {shown.placeText ? `　${shown.placeText}` : ''}
      </View>
      <View className={styles.soft}>
        {shown.position ? positionWords(shown.position) : copy.noPosition}
      </View>
      <View className={styles.soft}>
        {copy.raised(
          instantText(matter.raisedAtMs),
          // a name says enough; where nobody has one, the way it came is told
          shown.raisedByName || matterSourceLabel[matter.source],
        )}
      </View>
      <View id="matter-receipt" className={styles.soft}>
        {copy.receipt(matter.receiptNumber)}
      </View>
      {mergedInto ? (
        <Cell
          id="merged-into"
          title={copy.mergedInto}
          note={copy.receipt(mergedInto.receiptNumber)}
          onPress={() => onOpen(mergedInto.id)}
        />
      ) : null}
      <View className={styles.block}>
        {matter.holderName ? (
          <View id="matter-holder" className={styles.fact}>
            {copy.holder(matter.holderName)}
          </View>
        ) : null}
        <ClockNotice shown={shown} />
      </View>
      {children}
    </Card>
  )
}
