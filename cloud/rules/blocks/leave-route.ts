import type { NumberParameter } from '../figures'

export interface LeaveRoute {
  /** Up to so many days the near approver decides, this number included. */
  nearMost: NumberParameter
  /** From so many days the far approver decides. */
  farLeast: NumberParameter
  /**
   * Who decides between the two numbers, where the text leaves a gap: the far one, the near one, or
   * whoever has the leave rounded up to whole days.
   */
  between: 'far' | 'near' | 'wholeDays'
}

/** Who approves a leave of so many days. */
export function leaveRoute(route: LeaveRoute, days: number): 'near' | 'far' {
  const { nearMost, farLeast, between } = route
  const counted = between === 'wholeDays' ? Math.ceil(days) : days
  if (counted <= nearMost.value) return 'near'
  if (counted >= farLeast.value) return 'far'
  return between === 'near' ? 'near' : 'far'
}
