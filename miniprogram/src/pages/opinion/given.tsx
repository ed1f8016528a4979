import { eraseContact, follow } from '@contract/residents-opinions'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Page } from '@/components/page'
import { opinionCopy as copy } from '@/copy/resident-opinion'
import { confirm } from '@/lib/confirm'
import { stateOf } from '@/lib/page-state'
import { refresh, useAsk } from '@/lib/query'
import { useResidentCommand } from '@/lib/resident-command'
import { say } from '@/lib/toast'
import styles from './opinion.module.scss'

/** What came of it, for whoever holds the link. */
export function GivenOpinion({ token }: { token: string }) {
  const asked = useAsk(follow, { token })
  const { send, isBusy } = useResidentCommand(eraseContact, null)
  const given = asked.data
  const ask = async () => {
    const question = { title: copy.eraseAsk, text: copy.eraseText, yes: copy.erase, danger: true }
    if ((await confirm(question)) && (await send({ token }))) {
      refresh(follow)
      say(copy.erasedNow, 'good')
    }
  }
  return (
    <Page id="opinion-given" title={copy.title} open="anybody" state={stateOf(asked)}>
      {given ? (
        <>
          <Card>
            <View className={styles.state}>{given.stateWords}</View>
            <View className={styles.small}>
              {copy.number} {given.receiptNumber}
            </View>
            {given.decisionLabel ? (
              <>
                <View className={styles.text}>{copy.decided(given.decisionLabel)}</View>
                <View className={styles.text}>
                  {copy.reason}：{given.reason}
                </View>
              </>
            ) : null}
          </Card>
          <Card title={copy.about(given.subjectName)}>
            <View className={styles.text}>{given.text}</View>
          </Card>
          <Card>
            <Cell
              title={copy.own}
              value={given.erasedAtMs === null ? (given.phoneMasked ?? copy.none) : copy.erased}
            />
            {given.mayErase ? (
              <Button kind="secondary" busy={isBusy} onPress={() => void ask()}>
                {copy.erase}
              </Button>
            ) : null}
          </Card>
        </>
      ) : null}
    </Page>
  )
}
