import { records } from '@contract/assessment'
import type { Command } from '@contract/define'
import { months, progress, statementDetail, statements } from '@contract/pay'
import { assessmentCopy as copy } from '@/copy/office-assessment'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { sayRefused } from '../../lib/say-refused'

/** What every form of a record is given. */
export interface RecordFormProps {
  month: string
  areaCode: string
  /** The worker it is about, where the page knows him already. */
  worker?: { accountId: string; name: string; gridName: string } | undefined
  onClose: () => void
}

/** Sends a record of a worker's month, and asks again what it changes. */
export function useRecord<E extends Command>(endpoint: E, onClose: () => void) {
  return useCommand(endpoint, {
    refresh: [records, statementDetail, statements, months, progress],
    onDone: () => {
      say(copy.saved, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
}
