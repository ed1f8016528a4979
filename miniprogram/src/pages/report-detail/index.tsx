import { detail, type judgement as judgementSchema } from '@contract/reports'
import { validityPoints } from '@contract/report-taxonomy'
import type { OutputOf } from '@contract/define'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type * as z from 'zod/mini'
import { Card } from '@/components/card'
import { MatterLink } from '@/components/matter/matter-link'
import { Page } from '@/components/page'
import { PhotoStrip } from '@/components/photo-strip'
import { Tag } from '@/components/tag'
import { Timeline, type TimelineStep } from '@/components/timeline'
import { reportDetailCopy as copy } from '@/copy/report'
import { instantText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { reportVerdictLabel, verdictTone } from '@/lib/report-verdict'
import { useFreshAfterSending } from '@/lib/use-fresh-after-sending'

type Judgement = z.infer<typeof judgementSchema>

const judgedTitle: Record<Judgement['verdict'], string> = {
  valid: copy.judgedValid,
  invalid: copy.judgedInvalid,
  pending: copy.judgedPending,
  unjudged: copy.waiting,
}

function noteOf(judgement: Judgement): string {
  const unmet = validityPoints
    .filter((point) => judgement.points[point.code] === false)
    .map((point) => point.label)
  return [
    copy.by(judgement.judgedByName),
    judgement.reason,
    unmet.length > 0 ? copy.unmet + unmet.join('、') : '',
  ]
    .filter(Boolean)
    .join('　')
}

function stepsOf({ report, judgements }: OutputOf<typeof detail>): TimelineStep[] {
  const steps: TimelineStep[] = [
    { key: 'taken', title: copy.taken, time: instantText(report.takenAtMs), state: 'done' },
    {
      key: 'received',
      title: copy.received,
      time: instantText(report.receivedAtMs),
      state: 'done',
    },
  ]
  const oldestFirst = [...judgements].sort((a, b) => a.judgedAtMs - b.judgedAtMs)
  for (const judgement of oldestFirst) {
    steps.push({
      key: String(judgement.judgedAtMs),
      title: judgedTitle[judgement.verdict],
      time: instantText(judgement.judgedAtMs),
      note: noteOf(judgement),
      state:
        judgement.verdict === 'invalid' ? 'bad' : judgement.verdict === 'valid' ? 'done' : 'now',
    })
  }
  if (report.verdict === 'unjudged')
    steps.push({ key: 'waiting', title: copy.waiting, state: 'now' })
  return steps
}

export default function ReportDetail() {
  useFreshAfterSending(detail)
  const reportId = useRouter().params.id ?? ''
  const asked = useAsk(detail, { reportId }, { keep: true })
  const report = asked.data?.report
  return (
    <Page id="report-detail" title={copy.title} state={stateOf(asked)}>
      {asked.data && report ? (
        <>
          <Card
            title={report.itemLabel}
            extra={
              <Tag tone={verdictTone[report.verdict]}>{reportVerdictLabel[report.verdict]}</Tag>
            }
          >
            <View>{report.text}</View>
            {report.disposal ? (
              <View>
                {copy.disposal}：{report.disposal}
              </View>
            ) : null}
          </Card>
          {report.photos.length > 0 ? (
            <Card title={copy.photos}>
              <PhotoStrip photos={report.photos} />
            </Card>
          ) : null}
          <Card flush>
            <MatterLink
              reportId={report.id}
              restricted={false}
              onOpen={() => openPage('matter', { id: report.id })}
            />
          </Card>
          <Card title={copy.way}>
            <Timeline id="report-way" steps={stepsOf(asked.data)} />
          </Card>
        </>
      ) : null}
    </Page>
  )
}
