import { answer, questions, type SurveyRating, surveyRating } from '@contract/residents-surveys'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/choice'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { surveyCopy as copy } from '@/copy/resident-opinion'
import { deviceNowMs } from '@/lib/clock'
import { gridCodeOf } from '@/lib/entry'
import { deviceId } from '@/lib/id'
import { openPage } from '@/lib/navigation'
import { type PageState, stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useResidentCommand } from '@/lib/resident-command'
import { say } from '@/lib/toast'
import styles from './survey.module.scss'

const yesNo = [
  { value: 'yes', label: copy.yes },
  { value: 'no', label: copy.no },
] as const
const ratings = surveyRating.options.map((value) => ({ value, label: copy.ratings[value] }))

/** Two questions, no name, half a minute. */
export default function Survey() {
  const code = gridCodeOf(useRouter().params)
  const asked = useAsk(questions, { gridCode: code ?? '' }, { enabled: code !== null, keep: true })
  const [knows, setKnows] = useState<'yes' | 'no' | null>(null)
  const [rating, setRating] = useState<SurveyRating | null>(null)
  const [isDone, setDone] = useState(false)
  const [firstMs] = useState(deviceNowMs)
  const { send, isBusy } = useResidentCommand(answer, 'raise')
  const state: PageState = code === null ? { kind: 'empty', ...copy.noCode } : stateOf(asked)
  const grid = asked.data

  const submit = async () => {
    if (knows === null || rating === null || !grid) return say(copy.missing, 'bad')
    const given = {
      gridCode: grid.gridCode,
      knows: knows === 'yes',
      rating,
      answeredAtMs: firstMs,
      deviceId: deviceId(),
    }
    if (await send(given)) setDone(true)
  }
  const raiseButton = (
    <Button kind="secondary" onPress={() => openPage('raise', { code: grid?.gridCode })}>
      {copy.raise}
    </Button>
  )
  return (
    <Page
      id="survey"
      title={copy.title}
      open="anybody"
      state={state}
      footer={
        isDone ? null : (
          <Button id="survey-send" size="large" busy={isBusy} onPress={() => void submit()}>
            {copy.send}
          </Button>
        )
      }
    >
      {grid ? (
        <View className={styles.where}>
          {copy.where([grid.townshipName, grid.villageName, grid.gridName, grid.periodLabel])}
        </View>
      ) : null}
      {isDone ? (
        <Card id="survey-done">
          <View className={styles.thanks}>{copy.thanks}</View>
          <View>{copy.done}</View>
          {raiseButton}
        </Card>
      ) : (
        <>
          <Notice tone="note">{copy.intro}</Notice>
          <Card>
            <Choice
              id="survey-knows"
              label={copy.knows}
              options={yesNo}
              value={knows}
              onChange={setKnows}
            />
            <Choice
              id="survey-rating"
              look="list"
              label={copy.rating}
              options={ratings}
              value={rating}
              onChange={setRating}
            />
          </Card>
        </>
      )}
    </Page>
  )
}
