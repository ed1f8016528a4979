import { importTable } from '@contract/areas'
import { importStatistics, statistics } from '@contract/assessment'
import { useRef, useState } from 'react'
import { newId } from '@/lib/id'
import { refresh } from '@/lib/query'
import { uploadFile } from '@/lib/request'
import { sayRefused } from '../../lib/say-refused'
import { type PickedFile, pickTable } from '../../lib/pick-file'

export type ImportKind = 'areas' | 'grids' | 'workers' | 'statistics'

export interface ImportResult {
  imported: boolean
  rowCount: number
  problems: { line: number; column: string | null; message: string }[]
  oneTimeCodes: { name: string; phoneMasked: string; code: string }[]
  adjustmentCount: number
}

type Step = 'idle' | 'checking' | 'importing'

async function send(
  kind: ImportKind,
  month: string,
  file: PickedFile,
  rehearse: 'yes' | 'no',
  commandId: string,
): Promise<ImportResult> {
  const options = { fileName: file.name, commandId }
  if (kind === 'statistics') {
    const answer = await uploadFile(importStatistics, { month, rehearse }, file.body, options)
    return { ...answer, oneTimeCodes: [] }
  }
  const answer = await uploadFile(importTable, { kind, rehearse }, file.body, options)
  return { ...answer, adjustmentCount: 0 }
}

/** One table on its way: chosen, checked without changing anything, then taken in as a whole. */
export function useUploadTable(kind: ImportKind, month: string) {
  const [file, setFile] = useState<PickedFile | null>(null)
  const [step, setStep] = useState<Step>('idle')
  const [result, setResult] = useState<ImportResult | null>(null)
  // the same table sent again after an answer that got lost is the same command
  const importId = useRef(newId())

  const run = async (chosen: PickedFile, rehearse: 'yes' | 'no') => {
    setStep(rehearse === 'yes' ? 'checking' : 'importing')
    try {
      const commandId = rehearse === 'yes' ? newId() : importId.current
      const answer = await send(kind, month, chosen, rehearse, commandId)
      setResult(answer)
      if (answer.imported) refresh(statistics)
      return answer
    } catch (error) {
      sayRefused(error)
      return null
    } finally {
      setStep('idle')
    }
  }
  return {
    file,
    step,
    result,
    choose: async () => {
      const chosen = await pickTable()
      if (!chosen) return
      importId.current = newId()
      setFile(chosen)
      setResult(null)
      await run(chosen, 'yes')
    },
    check: async () => (file ? run(file, 'yes') : null),
    take: async () => (file ? run(file, 'no') : null),
  }
}
