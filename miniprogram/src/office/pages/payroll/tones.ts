import type { PayTableState, TransferState } from '@contract/payroll'
import type { Tone } from '@/components/tag'

export const tableTone: Record<PayTableState, Tone> = {
  prepared: 'note',
  signed: 'note',
  sealed: 'warn',
  returned: 'bad',
  approved: 'good',
}

export const transferTone: Record<TransferState, Tone> = {
  waiting: 'note',
  paid: 'good',
  failed: 'bad',
  repaid: 'good',
}
