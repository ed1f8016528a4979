import { type CaseKind, caseKindLabel, cases, open } from '@contract/discipline'
import type { InputOf } from '@contract/define'
import { book } from '@contract/regulations'
import { Choice, Switch } from '@/components/choice'
import { Field, Labelled, TextArea } from '@/components/field'
import { MonthSwitch } from '@/components/month-switch'
import { SelectInput } from '@/components/primitives/select-input'
import { disciplineCopy } from '@/copy/office-discipline'
import { monthOf } from '@/lib/format'
import { useAsk, useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { InputSheet } from '../../components/forms/form-sheet'
import { optionsOf } from '../../components/forms/options'
import { type PickedWorker, WorkerPicker } from '../../components/worker-picker'
import { sayRefused } from '../../lib/say-refused'
import { type DraftOf, useDraft } from '../../lib/use-draft'

const copy = disciplineCopy.form
const mostOption = 40

interface Draft {
  worker: PickedWorker | null
  month: string
  kind: CaseKind | null
  article: string
  sentence: string
  evidence: string
  forFraud: boolean
}

function caseOf(draft: Draft): InputOf<typeof open> | null {
  const { worker, month, kind, article, forFraud } = draft
  const [sentence, evidence] = [draft.sentence.trim(), draft.evidence.trim()]
  if (!worker || !kind || !article || !sentence || !evidence) return null
  return {
    accountId: worker.accountId,
    month,
    kind,
    article,
    sentence,
    evidence,
    ...(kind === 'elimination' && forFraud ? { forFraud } : {}),
  }
}

/** Of the regulation that binds the office's own area. */
function ArticlePicker({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const asked = useAsk(book, {})
  const articles = asked.data?.articles ?? []
  return (
    <Labelled label={copy.article} hint={copy.articleHint}>
      <SelectInput
        id="case-article"
        label={copy.article}
        value={value}
        options={articles.map((article) => ({
          value: article.id,
          label: `${article.title} ${article.gist}`.slice(0, mostOption),
        }))}
        onChange={onChange}
      />
    </Labelled>
  )
}

function Words({ draft, change }: DraftOf<Draft>) {
  return (
    <>
      <Field
        id="case-sentence"
        label={copy.sentence}
        hint={copy.sentenceHint}
        value={draft.sentence}
        onChange={change('sentence')}
        maxLength={500}
      />
      <TextArea
        id="case-evidence"
        label={copy.evidence}
        hint={copy.evidenceHint}
        value={draft.evidence}
        onChange={change('evidence')}
        rows={3}
        maxLength={1000}
      />
      {draft.kind === 'elimination' ? (
        <Switch
          id="case-fraud"
          label={copy.fraud}
          note={copy.fraudNote}
          value={draft.forFraud}
          onChange={change('forFraud')}
        />
      ) : null}
    </>
  )
}

/** A case that no month proposes: somebody brings it forward with article and evidence. */
export function OpenCaseForm({ areaCode, onClose }: { areaCode: string; onClose: () => void }) {
  const form = useDraft<Draft>({
    worker: null,
    month: monthOf(nowMs()),
    kind: null,
    article: '',
    sentence: '',
    evidence: '',
    forFraud: false,
  })
  const { draft, change } = form
  const send = useCommand(open, {
    refresh: [cases],
    onDone: () => {
      say(disciplineCopy.opened, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  const input = caseOf(draft)
  return (
    <InputSheet
      id="case-form"
      title={disciplineCopy.open}
      input={input}
      command={send}
      send={copy.send}
      onClose={onClose}
    >
      <WorkerPicker
        id="case-worker"
        label={copy.worker}
        areaCode={areaCode}
        value={draft.worker}
        onChange={change('worker')}
      />
      <Labelled label={copy.month}>
        <MonthSwitch month={draft.month} onChange={change('month')} />
      </Labelled>
      <Choice
        id="case-kind"
        look="list"
        label={copy.kind}
        options={optionsOf(caseKindLabel)}
        value={draft.kind}
        onChange={change('kind')}
      />
      <ArticlePicker value={draft.article} onChange={change('article')} />
      <Words {...form} />
    </InputSheet>
  )
}
