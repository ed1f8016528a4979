import { type CaseDetail, caseKindLabel, caseStateLabel, detail } from '@contract/discipline'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { caseTone } from '@/components/case-tone'
import { FigureTree } from '@/components/figure-tree'
import { Notice } from '@/components/notice'
import { OfficePage } from '@/components/office-page'
import { Tag } from '@/components/tag'
import { Timeline } from '@/components/timeline'
import { disciplineCopy } from '@/copy/office-discipline'
import { datesInWords, instantText, monthText, wholeDayText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from '../../../office.module.scss'
import { CaseMoves } from './moves'

const copy = disciplineCopy.detail

function dueSentence({ case: { state }, replyDueOn, appealDueOn, expiresOn }: CaseDetail) {
  if (state === 'noticed' && replyDueOn) return copy.replyDue(wholeDayText(replyDueOn))
  if (state === 'decided' && appealDueOn) return copy.appealDue(wholeDayText(appealDueOn))
  return state === 'inForce' && expiresOn ? copy.expires(wholeDayText(expiresOn)) : null
}

function What({ shown }: { shown: CaseDetail }) {
  const { case: one } = shown
  const due = dueSentence(shown)
  const isOver = one.state === 'closed' || one.state === 'expired'
  return (
    <Card
      id="case"
      title={`${one.workerName}　${caseKindLabel[one.kind]}`}
      extra={<Tag tone={caseTone(one)}>{caseStateLabel[one.state]}</Tag>}
    >
      <View className={styles.lead}>{datesInWords(one.sentence)}</View>
      <View className={styles.soft}>
        {copy.of(monthText(one.month))}　{one.townshipName}　{one.gridName}
      </View>
      {due ? (
        <View className={styles.block}>
          <Notice id="case-due">{due}</Notice>
        </View>
      ) : null}
      <CaseMoves shown={shown} />
      {shown.moves.length === 0 ? (
        <View className={styles.soft}>{isOver ? copy.over : copy.waiting}</View>
      ) : null}
      <View className={styles.block}>
        <Button
          inline
          size="small"
          kind="plain"
          onPress={() => openPage('officeWorker', { accountId: one.accountId, month: one.month })}
        >
          {copy.seeWorker}
        </Button>
      </View>
    </Card>
  )
}

function Evidence({ shown }: { shown: CaseDetail }) {
  const { article } = shown.case
  const { text, reasons, figures, history } = shown.evidence
  return (
    <>
      <Card id="case-article-card" title={`${copy.article}：${article.title}`}>
        <View>{article.gist}</View>
        {text ? (
          <View className={styles.block}>
            {copy.evidence}：{text}
          </View>
        ) : null}
      </Card>
      {reasons.length > 0 ? (
        <Card id="case-reasons" title={copy.reasons}>
          <View className={styles.rows}>
            {reasons.map((reason) => (
              <View key={reason.code} className={styles.tags}>
                <Tag tone={reason.met ? 'good' : 'bad'}>{reason.met ? copy.met : copy.unmet}</Tag>
                <View>{datesInWords(reason.sentence)}</View>
              </View>
            ))}
          </View>
          {history.length > 0 ? (
            <View className={styles.block}>
              <View className={styles.soft}>{copy.history}</View>
              {history.map((line) => (
                <View key={line}>{datesInWords(line)}</View>
              ))}
            </View>
          ) : null}
        </Card>
      ) : null}
      {figures.map((figure) => (
        <Card key={figure.code} title={copy.figures}>
          <FigureTree id="case-figure" figure={figure} hasRecords={() => false} />
        </Card>
      ))}
    </>
  )
}

function Way({ shown }: { shown: CaseDetail }) {
  return (
    <>
      <Card id="case-way" title={copy.way}>
        <Timeline
          steps={shown.steps.map((step) => ({
            key: `${step.label} ${step.atMs}`,
            title: step.label,
            time: instantText(step.atMs),
            note: datesInWords([step.byName, step.text].filter(Boolean).join('：')),
            state: 'done',
          }))}
        />
      </Card>
      <Card title={copy.windows}>
        {shown.windows.map((line) => (
          <View key={line} className={styles.soft}>
            {line}
          </View>
        ))}
      </Card>
    </>
  )
}

/** One case: what it says, what it rests on, what happened, and what may be done now. */
export default function CasePage() {
  const { id = '' } = useRouter().params
  const asked = useAsk(detail, { caseId: id })
  return (
    <OfficePage
      id="case-page"
      title={copy.title}
      permission="discipline.read"
      state={stateOf(asked)}
    >
      {asked.data ? (
        <View className={styles.columns}>
          <View className={styles.column}>
            <What shown={asked.data} />
            <Evidence shown={asked.data} />
          </View>
          <View className={styles.column}>
            <Way shown={asked.data} />
          </View>
        </View>
      ) : null}
    </OfficePage>
  )
}
