import { type ReportRow, judge, queue } from '@contract/reports'
import { validityPoints } from '@contract/report-taxonomy'
import { Text, View } from '@tarojs/components'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { TextArea } from '@/components/field'
import { Notice } from '@/components/notice'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { judgeCopy as copy } from '@/copy/office-judge'
import { ApiError } from '@/lib/api-error'
import { onEscape } from '@/lib/platform/keyboard'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { Chips } from '../../components/chips'
import { focusField, hasKeys, leaveField, useKeys, useSendKey } from '../../lib/keys'
import { sayRefused } from '../../lib/say-refused'
import {
  type Draft,
  type Given,
  allMet,
  asDuplicate,
  asInvalid,
  emptyDraft,
  hasUnmet,
  withPhrase,
  withPoint,
} from './draft'
import styles from './judge.module.scss'

const reasonField = 'judge-reason'

/** The judgement being made of one report: its state, and how it is sent. */
export function useVerdict(report: ReportRow, onJudged: (report: ReportRow) => void) {
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const begin = (next: Draft) => {
    setDraft(next)
    focusField(reasonField)
  }
  const command = useCommand(judge, {
    refresh: [queue],
    onDone: (output) => {
      leaveField()
      onJudged(output.report)
    },
    onRefused: (error) => {
      sayRefused(error)
      // a month that is closed asks for a reason even where the report is valid
      if (error instanceof ApiError && error.code === 'reasonNeeded')
        begin({ ...draft, given: 'valid' })
    },
  })
  const send = (given: Given) => {
    if (command.isPending) return
    const isValid = given === 'valid'
    if (isValid && hasUnmet(draft)) return say(copy.pointsUnmet, 'bad')
    const reason = draft.reason.trim()
    if (!isValid && !reason) return focusField(reasonField)
    command.mutate({
      reportId: report.id,
      verdict: given,
      points: isValid ? allMet : draft.points,
      ...(reason && draft.given ? { reason } : {}),
      ...(given === 'invalid' && draft.duplicateOf ? { duplicateOf: draft.duplicateOf } : {}),
    })
  }
  return {
    draft,
    setDraft,
    isBusy: command.isPending,
    send,
    beginInvalid: () => begin(asInvalid(draft)),
    beginPending: () => begin({ ...draft, given: 'pending', duplicateOf: null }),
    beginDuplicate: (reportId: string, reason: string) =>
      begin(asDuplicate(draft, reportId, reason)),
    cancel: () => {
      leaveField()
      setDraft({ ...draft, given: null, duplicateOf: null, reason: '' })
    },
  }
}

export type Verdict = ReturnType<typeof useVerdict>

/** The five points a valid report meets; what is not marked counts as met when judged valid. */
export function PointsCard({ verdict }: { verdict: Verdict }) {
  const { draft, setDraft } = verdict
  return (
    <Card id="points" title={copy.points}>
      {validityPoints.map((point) => {
        const met = draft.points[point.code]
        return (
          <View key={point.code} className={styles.point}>
            <Text className={styles.pointName}>{point.label}</Text>
            <View className={styles.sides}>
              <Press
                id={`point-${point.code}-yes`}
                role="radio"
                selected={met === true}
                className={classes(styles.side, met === true && styles.yes)}
                onPress={() => setDraft(withPoint(draft, point.code, true))}
              >
                {copy.pointYes}
              </Press>
              <Press
                id={`point-${point.code}-no`}
                role="radio"
                selected={met === false}
                className={classes(styles.side, met === false && styles.no)}
                onPress={() => setDraft(withPoint(draft, point.code, false))}
              >
                {copy.pointNo}
              </Press>
            </View>
          </View>
        )
      })}
    </Card>
  )
}

function ReasonForm({ verdict, given }: { verdict: Verdict; given: Given }) {
  const { draft, setDraft, cancel } = verdict
  useEffect(() => onEscape(cancel))
  useSendKey(() => verdict.send(given))
  return (
    <>
      {draft.duplicateOf ? <Notice tone="note">{copy.duplicateOf}</Notice> : null}
      <Chips
        id="phrase"
        texts={copy.phrases[given]}
        chosen={draft.reason}
        onPick={(phrase, index) => {
          setDraft(withPhrase(draft, phrase, index))
          focusField(reasonField)
        }}
      />
      <TextArea
        id={reasonField}
        label={copy.reasonFor[given]}
        hint={copy.reasonHint}
        value={draft.reason}
        rows={2}
        maxLength={500}
        onChange={(reason) => setDraft({ ...draft, reason })}
      />
      <View className={styles.sendButtons}>
        <Button id="verdict-cancel" kind="secondary" onPress={cancel}>
          {copy.cancel}
        </Button>
        <Button
          id="verdict-send"
          kind={given === 'invalid' ? 'danger' : 'primary'}
          busy={verdict.isBusy}
          disabled={!draft.reason.trim()}
          onPress={() => verdict.send(given)}
        >
          {copy.confirm[given]}
        </Button>
      </View>
    </>
  )
}

/** 有效, 无效, 待定: always in sight, by finger, mouse or one key. */
export function VerdictBar(props: { verdict: Verdict; last: ReactNode; isCovered: boolean }) {
  const { verdict, last, isCovered } = props
  const { draft } = verdict
  useKeys(
    { v: () => verdict.send('valid'), i: verdict.beginInvalid, p: verdict.beginPending },
    draft.given === null && !isCovered,
  )
  return (
    <View id="verdict" className={styles.verdict}>
      {draft.given ? (
        <ReasonForm verdict={verdict} given={draft.given} />
      ) : (
        <View className={styles.verdictButtons}>
          <Button
            id="verdict-valid"
            busy={verdict.isBusy}
            disabled={hasUnmet(draft)}
            onPress={() => verdict.send('valid')}
          >
            {copy.valid}
          </Button>
          <Button id="verdict-invalid" kind="danger" onPress={verdict.beginInvalid}>
            {copy.invalid}
          </Button>
          <Button id="verdict-pending" kind="secondary" onPress={verdict.beginPending}>
            {copy.pending}
          </Button>
        </View>
      )}
      <View className={styles.under}>
        {hasKeys ? (
          <View className={styles.keys}>{draft.given ? copy.keysWriting : copy.keys}</View>
        ) : null}
        {draft.given ? null : last}
      </View>
    </View>
  )
}
