import { yuan } from '@/lib/format'

/** '+12.00', '-3.50', '0.00': what a person or a place has more or less. */
export const deltaText = (fen: number) => `${fen > 0 ? '+' : ''}${yuan(fen)}`
