import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { DraftTrouble, MendNotice } from '@/components/mend-notice'
import { reportCopy as copy, reportDraftsCopy } from '@/copy/report'
import { confirm } from '@/lib/confirm'
import { reportDrafts, useReportDrafts } from '@/lib/drafts/reports'
import { openPage } from '@/lib/navigation'
import { useOutboxStatus } from '@/lib/outbox'
import styles from './report.module.scss'

/** What the form is about beside its fields: a refused report, other drafts, what was not kept. */
export function DraftNotices() {
  const { current, kept, isUnsaved, lostPhotos } = useReportDrafts()
  const { items } = useOutboxStatus()
  const others = kept.filter(({ id }) => id !== current.id).length
  const refused = items.find(({ id }) => id === current.mends?.itemId)
  return (
    <>
      {current.mends ? (
        <MendNotice
          id="report-mends"
          message={refused?.lastError?.message ?? ''}
          hint={copy.mendHint}
        />
      ) : null}
      <DraftTrouble isUnsaved={isUnsaved} lostPhotos={lostPhotos} />
      {others > 0 ? (
        <Card flush>
          <Cell
            id="open-drafts"
            title={reportDraftsCopy.title}
            note={reportDraftsCopy.others(others)}
            onPress={() => openPage('reportDrafts')}
          />
        </Card>
      ) : null}
    </>
  )
}

/** Puts the draft aside for another report, or deletes it. */
export function DraftActions() {
  const { current, kept } = useReportDrafts()
  const isKept = kept.some(({ id }) => id === current.id)
  const askAndClear = async () => {
    const yes = await confirm({
      title: copy.clearAsk,
      text: current.mends ? copy.clearMendText : copy.clearText,
      yes: copy.clear,
      danger: true,
    })
    if (yes) await reportDrafts.drop(current.id)
  }
  if (!isKept) return null
  return (
    <View className={styles.actions}>
      <Button id="draft-aside" kind="secondary" onPress={() => reportDrafts.startNew()}>
        {copy.aside}
      </Button>
      <Button id="draft-clear" kind="plain" onPress={() => void askAndClear()}>
        {copy.clear}
      </Button>
    </View>
  )
}
