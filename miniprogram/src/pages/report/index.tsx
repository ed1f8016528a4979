import { reportClasses, reportItem } from '@contract/report-taxonomy'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { TextArea } from '@/components/field'
import { GridChoice } from '@/components/leave/grid-choice'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { StatusLine } from '@/components/status-line'
import { TwoLevelPicker } from '@/components/two-level-picker'
import { WhereCell } from '@/components/where-cell'
import { raiseCopy } from '@/copy/matters'
import { reportCopy as copy } from '@/copy/report'
import { reportDrafts, useReportDrafts } from '@/lib/drafts/reports'
import { openPage } from '@/lib/navigation'
import { isOpenItem, type ReportDraft } from '@/lib/report-draft'
import { type SentFrom, useMendedPlace } from '@/lib/use-mended-place'
import { DisputeFields } from './dispute-fields'
import { DraftActions, DraftNotices } from './draft-parts'
import { ReportPhotos } from './report-photos'
import { SelfHandledFields } from './self-handled-fields'
import { SimilarSheet } from './similar-sheet'
import { UrgencyFields } from './urgency-fields'
import { useSendReport } from './use-send-report'

export default function Report() {
  const { current, photos } = useReportDrafts()
  const draft = current.fields
  const change = (part: Partial<ReportDraft>) => reportDrafts.change(part)
  const [triedId, setTriedId] = useState<string | null>(null)
  const isTried = triedId === current.id
  const where = useMendedPlace(current.id, (current.mends?.payload as SentFrom | undefined) ?? null)
  const { isBusy, likenesses, dismiss, send } = useSendReport()

  const item = draft.itemCode ? reportItem(draft.itemCode) : undefined
  const isDispute = draft.itemCode === '5-1'
  const problems = {
    item: draft.itemCode ? null : copy.itemMissing,
    dispute: isDispute && !draft.disputeKind ? copy.itemMissing : null,
    text: draft.text.trim() ? null : copy.textMissing,
    disposal: draft.selfHandled && !draft.disposal.trim() ? copy.resultMissing : null,
    answers:
      draft.selfHandled && isDispute && (draft.injury === null || draft.propertyLoss === null)
        ? copy.answersMissing
        : null,
  }
  const shown = (problem: string | null) => (isTried ? problem : null)
  const submit = () => {
    setTriedId(current.id)
    if (Object.values(problems).every((problem) => problem === null))
      void send(where.located, where.isRelocated)
  }
  const choose = (itemCode: string) => {
    const urgent = draft.urgent || (reportItem(itemCode)?.urgentByNature ?? false)
    change({
      itemCode,
      urgent,
      ...(itemCode === '5-1'
        ? {}
        : { disputeKind: null, emotionFlag: false, escalationFlag: false }),
    })
  }

  return (
    <Page
      id="report"
      title={copy.title}
      place="tab"
      permission="reports.submit"
      top={
        <>
          <StatusLine />
          <DraftNotices />
        </>
      }
      extra={
        <Button size="small" kind="plain" inline onPress={() => openPage('myReports')}>
          我的上报
        </Button>
      }
      footer={
        <Button id="report-send" busy={isBusy} onPress={submit}>
          {copy.send}
        </Button>
      }
    >
      <Card>
        <TwoLevelPicker
          id="report-item"
          label={copy.item}
          groups={reportClasses}
          value={draft.itemCode}
          onChange={choose}
          recentName="report-item"
          problem={shown(problems.item)}
        />
        {item?.restricted ? <Notice tone="note">{copy.restricted}</Notice> : null}
        {isDispute ? (
          <DisputeFields draft={draft} onChange={change} problem={shown(problems.dispute)} />
        ) : null}
        <GridChoice
          id="report-grid"
          value={draft.gridCode}
          onChange={(gridCode) => change({ gridCode })}
        />
        <TextArea
          id="report-text"
          label={copy.text}
          hint={copy.textHint}
          value={draft.text}
          onChange={(text) => change({ text })}
          maxLength={2000}
          problem={shown(problems.text)}
        />
        <ReportPhotos photos={photos} />
        {isOpenItem(draft.itemCode) ? (
          <SelfHandledFields
            draft={draft}
            isDispute={isDispute}
            onChange={change}
            problem={shown(problems.answers)}
          />
        ) : null}
        <TextArea
          id="report-disposal"
          label={copy.disposal}
          hint={copy.disposalHint}
          value={draft.disposal}
          onChange={(disposal) => change({ disposal })}
          maxLength={1000}
          optional={!draft.selfHandled}
          problem={shown(problems.disposal)}
        />
        <UrgencyFields draft={draft} onChange={change} />
      </Card>
      <Card flush>
        <WhereCell located={where.located} again={where.again} />
        <Cell
          id="to-matter-raise"
          title={raiseCopy.fromReport}
          note={raiseCopy.fromReportNote}
          onPress={() => openPage('matterRaise')}
        />
      </Card>
      <Notice tone="note">{copy.draftKept}</Notice>
      <DraftActions />
      <SimilarSheet
        likenesses={likenesses}
        onClose={dismiss}
        onSend={() => void send(where.located, where.isRelocated, true)}
      />
    </Page>
  )
}
