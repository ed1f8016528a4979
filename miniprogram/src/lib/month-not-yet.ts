import type { NotYet } from './page-state'

/** A month that cannot be computed until somebody has set, scored or recorded something. */
export const monthNotYet: NotYet = { code: 'monthNotReady', title: '现在还算不出来' }
