import { gridDetail } from '@contract/areas'
import { noteLabel } from '@contract/check-ins'
import type { OutputOf } from '@contract/define'
import { type ReportRow, type detail, reportVerdictLabel } from '@contract/reports'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { MatterLink } from '@/components/matter/matter-link'
import { Notice } from '@/components/notice'
import { PhotoStrip } from '@/components/photo-strip'
import { Picture } from '@/components/primitives/picture'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { judgeCopy as copy } from '@/copy/office-judge'
import { distanceText, instantText, monthText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { outlinePicture } from '@/lib/outline-picture'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { verdictTone } from '@/lib/report-verdict'
import { inDatum, metersToOutline } from '../../lib/place'
import styles from './judge.module.scss'

export type Detail = OutputOf<typeof detail>

/** So many are shown at first; more are one tap away. */
const fewLikenesses = 3

const noteText = (code: string) => noteLabel[code as keyof typeof noteLabel] ?? code

/** What was reported, by whom, when, with its photos and what is odd about it. */
export function ReportCard({ report }: { report: ReportRow }) {
  return (
    <Card
      id="report-card"
      title={report.itemLabel}
      extra={<Tag tone={verdictTone[report.verdict]}>{reportVerdictLabel[report.verdict]}</Tag>}
    >
      {report.urgent || report.restricted ? (
        <View className={styles.tags}>
          {report.urgent ? (
            <Tag tone="bad" icon="alert">
              {copy.urgent}
            </Tag>
          ) : null}
          {report.restricted ? (
            <Tag tone="warn" icon="lock">
              {copy.restricted}
            </Tag>
          ) : null}
        </View>
      ) : null}
      <View id="report-text" className={styles.words}>
        {report.text}
      </View>
      {report.photos.length > 0 ? <PhotoStrip photos={report.photos} /> : null}
      {report.disposal ? (
        <View className={styles.fact}>
          {copy.disposal}：{report.disposal}
        </View>
      ) : null}
      {report.disputeKindLabel ? (
        <View className={styles.fact}>
          {copy.dispute}：{report.disputeKindLabel}
        </View>
      ) : null}
      {report.emotionFlag || report.escalationFlag ? (
        <View className={styles.tags}>
          {report.emotionFlag ? <Tag tone="warn">{copy.emotion}</Tag> : null}
          {report.escalationFlag ? <Tag tone="warn">{copy.escalation}</Tag> : null}
        </View>
      ) : null}
      <View className={styles.fact}>{copy.author(report.authorName, report.gridName)}</View>
      <MatterLink
        key={report.id}
        reportId={report.id}
        restricted={report.restricted}
        onOpen={() => openPage('officeMatter', { id: report.id })}
      />
      <View className={styles.soft}>
        {copy.taken(instantText(report.takenAtMs))}，
        {copy.received(instantText(report.receivedAtMs))}
      </View>
      {report.notes.length > 0 ? (
        <View className={styles.fact}>
          <Notice id="report-notes" tone="warn">
            {copy.notes}：{report.notes.map(noteText).join('；')}
          </Notice>
        </View>
      ) : null}
    </Card>
  )
}

/** The grid's outline with the point of the report in it: no map service, works anywhere. */
export function PlaceCard({ report }: { report: ReportRow }) {
  const { position } = report
  const asked = useAsk(gridDetail, { code: report.gridCode })
  const grid = asked.data
  const point = grid && position ? inDatum(position, position.datum, grid.datum) : null
  const meters = grid && point ? metersToOutline(point, grid.outline) : null
  const words =
    meters === null
      ? copy.noOutline
      : meters < 0
        ? copy.inside(distanceText(-meters))
        : copy.outside(distanceText(meters))
  return (
    <Card
      id="place"
      title={copy.place}
      extra={meters === null ? null : <Tag tone={meters < 0 ? 'good' : 'warn'}>{words}</Tag>}
    >
      <Stateful state={stateOf(asked)}>
        {grid ? (
          <Picture
            className={styles.outline}
            fit="contain"
            alt={copy.outlineWords(grid.name)}
            src={outlinePicture(grid.outline, [], point ? { name: '', ...point } : undefined)}
          />
        ) : null}
      </Stateful>
      {position ? (
        <View className={styles.soft}>
          {copy.coordinates(
            position.longitude.toFixed(5),
            position.latitude.toFixed(5),
            position.accuracyMeters ? copy.accuracy(distanceText(position.accuracyMeters)) : '',
          )}
        </View>
      ) : (
        <View className={styles.soft}>{copy.noPosition}</View>
      )}
    </Card>
  )
}

export interface LikenessesProps {
  detail: Detail
  mayJudge: boolean
  onDuplicate: (reportId: string, reason: string) => void
}

/** Reports that may tell of the same matter; of two the earlier one keeps its validity. */
export function Likenesses({ detail, mayJudge, onDuplicate }: LikenessesProps) {
  const { report, likenesses } = detail
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? likenesses : likenesses.slice(0, fewLikenesses)
  const more = likenesses.length - shown.length
  return (
    <Card
      id="likenesses"
      title={copy.likenesses}
      flush
      tone={likenesses.length > 0 ? 'warn' : 'plain'}
    >
      {likenesses.length === 0 ? <Cell title={copy.noLikenesses} /> : null}
      {shown.map((one) => {
        const time = instantText(one.receivedAtMs)
        const isEarlier = one.receivedAtMs <= report.receivedAtMs
        return (
          <View key={one.reportId}>
            <Cell
              title={one.text}
              note={`${one.authorName} ${time}　${one.reasons.join('，')}`}
              value={
                one.verdict ? (
                  <Tag tone={verdictTone[one.verdict]}>{reportVerdictLabel[one.verdict]}</Tag>
                ) : null
              }
            />
            {mayJudge ? (
              <View className={styles.duplicate}>
                {isEarlier ? (
                  <Button
                    id={`duplicate-${one.reportId}`}
                    inline
                    size="small"
                    kind="secondary"
                    onPress={() =>
                      onDuplicate(one.reportId, copy.duplicateReason(one.authorName, time))
                    }
                  >
                    {copy.markDuplicate}
                  </Button>
                ) : (
                  <View className={styles.soft}>{copy.laterOne}</View>
                )}
              </View>
            ) : null}
          </View>
        )
      })}
      {more > 0 ? (
        <Cell
          id="more-likenesses"
          title={copy.moreLikenesses(more)}
          onPress={() => setWhole(true)}
        />
      ) : null}
    </Card>
  )
}

/** How it was judged before, and how the author's reports fared lately. */
export function HistoryCards({ detail }: { detail: Detail }) {
  const { authorHistory, judgements } = detail
  return (
    <>
      {authorHistory ? (
        <Card id="author-history" title={copy.history}>
          {copy.historyText(
            authorHistory.valid,
            authorHistory.invalid,
            monthText(authorHistory.sinceMonth),
          )}
        </Card>
      ) : null}
      {judgements.length > 0 ? (
        <Card title={copy.way} flush>
          {judgements.map((one) => (
            <Cell
              key={one.judgedAtMs}
              title={one.reason}
              note={`${one.judgedByName} ${instantText(one.judgedAtMs)}`}
              value={<Tag tone={verdictTone[one.verdict]}>{reportVerdictLabel[one.verdict]}</Tag>}
            />
          ))}
        </Card>
      ) : null}
    </>
  )
}
