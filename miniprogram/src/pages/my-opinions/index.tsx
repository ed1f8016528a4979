import { aboutMe, opinionKindLabel } from '@contract/residents-opinions'
import { View } from '@tarojs/components'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Tag } from '@/components/tag'
import { myOpinionsCopy as copy } from '@/copy/my-opinions'
import { dayOf, dayText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from './my-opinions.module.scss'

const mostShown = 50

/** What was said of a worker and what came of it; never by whom, and nothing before it was decided. */
export default function MyOpinions() {
  const asked = useAsk(aboutMe, { limit: mostShown })
  const state = stateOf(asked, {
    isEmpty: (data) => data.opinions.length === 0,
    emptyText: copy.empty,
    emptyHint: copy.emptyHint,
  })
  return (
    <Page id="my-opinions" title={copy.title} permission="opinions.aboutMe" state={state}>
      <Notice tone="note">{copy.secret}</Notice>
      {(asked.data?.opinions ?? []).map((one) => (
        <Card
          key={one.id}
          id={`opinion-${one.id}`}
          title={opinionKindLabel[one.kind]}
          extra={<Tag tone={one.kind === 'praise' ? 'good' : 'warn'}>{one.decisionLabel}</Tag>}
        >
          <View className={styles.text}>{one.text}</View>
          <View className={styles.small}>
            {copy.decided(dayText(dayOf(one.decidedAtMs)), one.decisionLabel)}
          </View>
          {one.reason ? <View className={styles.small}>{copy.reason(one.reason)}</View> : null}
        </Card>
      ))}
    </Page>
  )
}
