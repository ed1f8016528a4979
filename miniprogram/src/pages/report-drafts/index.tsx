import { reportItemLabel } from '@contract/report-taxonomy'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { StatusLine } from '@/components/status-line'
import { Tag } from '@/components/tag'
import { reportDraftsCopy as copy } from '@/copy/report'
import { confirm } from '@/lib/confirm'
import type { Draft } from '@/lib/drafts/record'
import { reportDrafts, useReportDrafts } from '@/lib/drafts/reports'
import { instantText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { type PageState, ready } from '@/lib/page-state'
import type { ReportDraft } from '@/lib/report-draft'
import styles from './report-drafts.module.scss'

const mostShown = 60

function briefOf(text: string): string {
  const letters = [...text.trim()]
  if (letters.length === 0) return copy.noText
  return letters.length > mostShown ? `${letters.slice(0, mostShown).join('')}…` : letters.join('')
}

async function askAndDelete(draft: Draft<ReportDraft>) {
  const yes = await confirm({
    title: copy.deleteAsk,
    text: draft.mends ? copy.deleteMendText : copy.deleteText,
    yes: copy.delete,
    danger: true,
  })
  if (yes) await reportDrafts.drop(draft.id)
}

function Entry({ draft, isOpen }: { draft: Draft<ReportDraft>; isOpen: boolean }) {
  const { itemCode, text } = draft.fields
  const resume = () => {
    reportDrafts.resume(draft.id)
    openPage('report')
  }
  return (
    <Card
      id={`draft-${draft.id}`}
      title={itemCode ? reportItemLabel(itemCode) : copy.noItem}
      extra={
        draft.mends ? (
          <Tag tone="bad">{copy.mends}</Tag>
        ) : isOpen ? (
          <Tag tone="note">{copy.isOpen}</Tag>
        ) : null
      }
    >
      <View className={styles.line}>{briefOf(text)}</View>
      <View className={styles.line}>
        {copy.changed(instantText(draft.changedAtMs), draft.photos.length)}
      </View>
      <View className={styles.actions}>
        <Button kind="secondary" size="small" onPress={resume}>
          {copy.resume}
        </Button>
        <Button kind="danger" size="small" onPress={() => void askAndDelete(draft)}>
          {copy.delete}
        </Button>
      </View>
    </Card>
  )
}

/** Every report begun on this phone and not sent yet. */
export default function ReportDrafts() {
  const { current, kept } = useReportDrafts()
  const state: PageState =
    kept.length === 0 ? { kind: 'empty', text: copy.empty, hint: copy.emptyHint } : ready
  const startNew = () => {
    reportDrafts.startNew()
    openPage('report')
  }
  return (
    <Page
      id="report-drafts"
      title={copy.title}
      permission="reports.submit"
      state={state}
      top={<StatusLine />}
    >
      <Notice tone="note">{copy.intro}</Notice>
      <View className={styles.new}>
        <Button id="draft-new" kind="secondary" onPress={startNew}>
          {copy.startNew}
        </Button>
      </View>
      {kept.map((draft) => (
        <Entry key={draft.id} draft={draft} isOpen={draft.id === current.id} />
      ))}
    </Page>
  )
}
