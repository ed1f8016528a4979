import { downloadPass } from '@contract/accounts'
import { overview, print, type PrintKind, sheet } from '@contract/codes'
import type { InputOf, OutputOf } from '@contract/define'
import { useState } from 'react'
import { cardsCopy as copy } from '@/copy/office-cards'
import { useAsk, useCommand } from '@/lib/query'
import { openSheet } from '../../lib/open-sheet'
import { sayRefused } from '../../lib/say-refused'

const passAgainMs = 10 * 60_000

export type Prepared = OutputOf<typeof print> & { what: PrintKind }

/**
 * Printing in two steps: the first issues codes and numbers (once, whatever becomes of the answer),
 * the second opens the PDF, as often as wanted.
 */
export function usePrint() {
  const pass = useAsk(downloadPass, {}, { refetchEveryMs: passAgainMs }).data?.pass
  const [prepared, setPrepared] = useState<Prepared | null>(null)
  const command = useCommand(print, {
    refresh: [overview],
    onDone: (output, input) => setPrepared({ ...output, what: input.what }),
    onRefused: sayRefused,
  })
  const openPdf = async () => {
    if (!prepared) return
    const name = copy.kinds.find((kind) => kind.value === prepared.what)?.label ?? copy.title
    try {
      await openSheet(sheet, { printId: prepared.printId }, pass ?? '', copy.sheetName(name))
    } catch (error) {
      sayRefused(error)
    }
  }
  return {
    prepared,
    isBusy: command.isPending,
    isReady: Boolean(pass),
    prepare(input: InputOf<typeof print>) {
      setPrepared(null)
      command.mutate(input)
    },
    forget: () => setPrepared(null),
    openPdf,
  }
}
