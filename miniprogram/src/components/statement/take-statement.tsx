import { statementPdf } from '@contract/payroll'
import { Button } from '@/components/button'
import { statementCopy as copy } from '@/copy/my-pay'
import { monthText } from '@/lib/format'
import { useSaveFile } from '@/lib/save-file'

export interface TakeStatementProps {
  month: string
  /** Absent: one's own. */
  accountId?: string
}

/** The statement as a PDF: saved by the browser, opened in WeChat. */
export function TakeStatement({ month, accountId }: TakeStatementProps) {
  const { isSaving, save } = useSaveFile()
  const input = accountId === undefined ? { month } : { month, accountId }
  return (
    <Button
      id="statement-pdf"
      kind="secondary"
      busy={isSaving}
      onPress={() => void save(statementPdf, input, copy.pdfName(monthText(month)))}
    >
      {copy.pdf}
    </Button>
  )
}
