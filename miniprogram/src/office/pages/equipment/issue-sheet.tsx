import { issue, list } from '@contract/equipment'
import { useState } from 'react'
import { Button } from '@/components/button'
import { DateField } from '@/components/date-field'
import { Field } from '@/components/field'
import { Notice } from '@/components/notice'
import { Sheet } from '@/components/sheet'
import { officeEquipmentCopy as copy } from '@/copy/equipment'
import { dayOf } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { type PickedWorker, WorkerPicker } from '../../components/worker-picker'
import { sayRefused } from '../../lib/say-refused'
import { useOfficeArea } from '../../lib/scope'

const mostAtOnce = 1_000

function quantityOf(text: string): number | null {
  const quantity = Number(text)
  return /^\d{1,4}$/.test(text) && quantity >= 1 && quantity <= mostAtOnce ? quantity : null
}

/** Gives something out to a worker. */
export function IssueSheet({ onClose }: { onClose: () => void }) {
  const areaCode = useOfficeArea()
  const [worker, setWorker] = useState<PickedWorker | null>(null)
  const [words, setWords] = useState({ name: '', number: '', quantity: '1', note: '' })
  const [issuedOn, setIssuedOn] = useState(dayOf(nowMs()))
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<typeof words>) => setWords((before) => ({ ...before, ...part }))
  const give = useCommand(issue, {
    refresh: [list],
    onDone: () => {
      say(copy.sent, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  const quantity = quantityOf(words.quantity)
  const name = words.name.trim()
  const number = words.number.trim()
  const note = words.note.trim()
  const send = () => {
    setTried(true)
    if (!worker || !name || quantity === null) return
    give.mutate({
      accountId: worker.accountId,
      name,
      quantity,
      issuedOn,
      ...(number ? { number } : {}),
      ...(note ? { note } : {}),
    })
  }
  return (
    <Sheet
      id="issue"
      open
      look="side"
      title={copy.add}
      onClose={onClose}
      footer={
        <Button id="issue-send" busy={give.isPending} onPress={send}>
          {copy.send}
        </Button>
      }
    >
      <WorkerPicker
        id="issue-worker"
        label={copy.worker}
        hint={copy.workerHint}
        areaCode={areaCode}
        value={worker}
        onChange={setWorker}
      />
      <Field
        id="issue-name"
        label={copy.name}
        hint={copy.nameHint}
        value={words.name}
        maxLength={60}
        onChange={(value) => change({ name: value })}
      />
      <Field
        id="issue-quantity"
        label={copy.quantity}
        value={words.quantity}
        maxLength={4}
        onChange={(value) => change({ quantity: value })}
        problem={isTried && quantity === null ? copy.quantityWrong : null}
      />
      <Field
        id="issue-number"
        label={copy.number}
        value={words.number}
        maxLength={60}
        optional
        onChange={(value) => change({ number: value })}
      />
      <DateField id="issue-day" label={copy.day} value={issuedOn} onChange={setIssuedOn} />
      <Field
        id="issue-note"
        label={copy.remark}
        value={words.note}
        maxLength={200}
        optional
        onChange={(value) => change({ note: value })}
      />
      {isTried && (!worker || !name) ? <Notice tone="bad">{copy.missing}</Notice> : null}
    </Sheet>
  )
}
