import {
  attachScan,
  makeBatch,
  review,
  revise,
  scan,
  sign,
  table,
  tablePage,
  tablePdf,
  tableSheet,
  tables,
} from '@contract/payroll'
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { Button } from '@/components/button'
import { payTableCopy as copy } from '@/copy/office-payroll'
import { confirm } from '@/lib/confirm'
import { yuanText } from '@/lib/format'
import { newId } from '@/lib/id'
import { openPage } from '@/lib/navigation'
import { refresh, useCommand } from '@/lib/query'
import { uploadFile } from '@/lib/request'
import { say } from '@/lib/toast'
import { ReasonSheet } from '../../../components/reason-sheet'
import { openSheet } from '../../../lib/open-sheet'
import { pickScan } from '../../../lib/pick-file'
import { useSaveFile } from '../../../lib/save-file'
import { sayRefused } from '../../../lib/say-refused'
import styles from '../../../office.module.scss'
import type { PayTable } from './shown'

const asks = [table, tables]

/** Picks and sends the scan; the same file sent again after a lost answer is the same command. */
function useScan({ tableId, revision }: PayTable) {
  const [isSending, setSending] = useState(false)
  const last = useRef<{ name: string; bytes: number; id: string } | null>(null)
  const send = async () => {
    const file = await pickScan()
    if (!file) return
    const isSame = last.current?.name === file.name && last.current.bytes === file.bytes
    if (!isSame) last.current = { name: file.name, bytes: file.bytes, id: newId() }
    setSending(true)
    try {
      const options = { fileName: file.name, commandId: last.current?.id }
      await uploadFile(attachScan, { tableId, revision }, file.body, options)
      say(copy.scanSent, 'good')
      refresh(...asks)
    } catch (error) {
      last.current = null
      sayRefused(error)
    } finally {
      setSending(false)
    }
  }
  return { isSending, send }
}

const common = { refresh: asks, onRefused: sayRefused }

function Sign({ shown }: { shown: PayTable }) {
  const { tableId, revision, abilities, totalFen } = shown
  const onDone = () => say(copy.signed, 'good')
  const command = useCommand(sign, { ...common, onDone })
  if (!abilities.sign) return null
  const ask = async () => {
    const text = copy.signText(yuanText(totalFen))
    if (await confirm({ title: copy.signAsk, text, yes: copy.sign }))
      command.mutate({ tableId, revision })
  }
  return (
    <Button id="pay-sign" inline busy={command.isPending} onPress={() => void ask()}>
      {copy.sign}
    </Button>
  )
}

function AttachScan({ shown }: { shown: PayTable }) {
  const { isSending, send } = useScan(shown)
  if (!shown.abilities.attachScan) return null
  return (
    <Button id="pay-scan" inline busy={isSending} onPress={() => void send()}>
      {copy.scan}
    </Button>
  )
}

/** The county's decision on the whole table; lines in dispute stay out of what is paid. */
function Review({ shown }: { shown: PayTable }) {
  const { tableId, revision, abilities, totalFen } = shown
  const [isReturning, setReturning] = useState(false)
  const command = useCommand(review, {
    ...common,
    onDone: ({ state }) => {
      say(state === 'approved' ? copy.approved : copy.givenBack, 'good')
      setReturning(false)
    },
  })
  if (!abilities.approve) return null
  const disputed = shown.objections.filter((one) => one.state === 'open').length
  const ask = async () => {
    const text = copy.approveText(yuanText(totalFen), disputed)
    if (await confirm({ title: copy.approveAsk, text, yes: copy.approve }))
      command.mutate({ tableId, revision, decision: 'approved' })
  }
  return (
    <>
      <Button id="pay-approve" inline busy={command.isPending} onPress={() => void ask()}>
        {copy.approve}
      </Button>
      <Button id="pay-return" inline kind="danger" onPress={() => setReturning(true)}>
        {copy.giveBack}
      </Button>
      <ReasonSheet
        id="pay-return-reason"
        open={isReturning}
        title={copy.giveBackTitle}
        hint={copy.giveBackHint}
        phrases={copy.phrases}
        yes={copy.giveBack}
        danger
        most={1000}
        busy={command.isPending}
        onSend={(reason) => command.mutate({ tableId, revision, decision: 'returned', reason })}
        onClose={() => setReturning(false)}
      />
    </>
  )
}

function Revise({ shown, onRevised }: { shown: PayTable; onRevised: () => void }) {
  const { tableId, revision, abilities } = shown
  const [isRevising, setRevising] = useState(false)
  const command = useCommand(revise, {
    ...common,
    onDone: () => {
      say(copy.revised, 'good')
      setRevising(false)
      onRevised()
    },
  })
  if (!abilities.revise) return null
  return (
    <>
      <Button id="pay-revise" inline onPress={() => setRevising(true)}>
        {copy.revise}
      </Button>
      <ReasonSheet
        id="pay-revise-reason"
        open={isRevising}
        title={copy.reviseTitle}
        hint={copy.reviseHint}
        yes={copy.revise}
        most={1000}
        busy={command.isPending}
        onSend={(correction) => command.mutate({ tableId, revision, correction })}
        onClose={() => setRevising(false)}
      />
    </>
  )
}

function MakeBatch({ shown }: { shown: PayTable }) {
  const command = useCommand(makeBatch, {
    refresh: asks,
    onDone: ({ batchId }) => {
      say(copy.batchMade, 'good')
      openPage('officePayBatch', { batchId })
    },
    onRefused: sayRefused,
  })
  if (!shown.abilities.makeBatch) return null
  const ask = async () => {
    const text = copy.makeBatchText(yuanText(shown.balance?.payableFen ?? 0))
    if (await confirm({ title: copy.makeBatchAsk, text, yes: copy.makeBatch }))
      command.mutate({ tableId: shown.tableId })
  }
  return (
    <Button id="pay-make-batch" inline busy={command.isPending} onPress={() => void ask()}>
      {copy.makeBatch}
    </Button>
  )
}

/** The paper: a page to print, the same as xlsx and as PDF, the scan of what was signed and sealed. */
function Papers({ shown, pass }: { shown: PayTable; pass: string | null }) {
  const { isSaving, save } = useSaveFile()
  const { tableId, revision } = shown
  const title = `${shown.townshipName}${shown.periodLabel}${copy.title}`
  const show = async (what: 'page' | 'scan') => {
    const key = { tableId, revision }
    try {
      if (what === 'page') await openSheet(tablePage, key, pass ?? '', `${title}.html`)
      else await openSheet(scan, key, pass ?? '', title)
    } catch (error) {
      sayRefused(error)
    }
  }
  return (
    <>
      <Button
        id="pay-print"
        inline
        kind="secondary"
        disabled={!pass}
        onPress={() => void show('page')}
      >
        {copy.print}
      </Button>
      <Button
        id="pay-sheet"
        inline
        kind="secondary"
        busy={isSaving}
        onPress={() => void save(tableSheet, { tableId, revision }, copy.sheetName(title))}
      >
        {copy.sheet}
      </Button>
      <Button
        id="pay-pdf"
        inline
        kind="secondary"
        busy={isSaving}
        onPress={() => void save(tablePdf, { tableId, revision }, copy.pdfName(title))}
      >
        {copy.pdf}
      </Button>
      {shown.hasScan ? (
        <Button
          id="pay-see-scan"
          inline
          kind="secondary"
          disabled={!pass}
          onPress={() => void show('scan')}
        >
          {copy.seeScan}
        </Button>
      ) : null}
    </>
  )
}

interface ActionsProps {
  shown: PayTable
  /** Lets the browser open a file; null until it has come. */
  pass: string | null
  onRevised: () => void
}

export function Actions({ shown, pass, onRevised }: ActionsProps) {
  return (
    <>
      {shown.abilities.attachScan ? <View className={styles.lead}>{copy.scanHint}</View> : null}
      <View id="pay-actions" className={styles.bar}>
        <Sign shown={shown} />
        <AttachScan shown={shown} />
        <Review shown={shown} />
        <Revise shown={shown} onRevised={onRevised} />
        <MakeBatch shown={shown} />
        <Papers shown={shown} pass={pass} />
      </View>
    </>
  )
}
