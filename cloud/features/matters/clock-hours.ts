import type { ClockName } from '../../contract/clocks'
import type { MatterClassCode, MatterLevel } from '../../contract/matter-taxonomy'

/** Working hours; of emergencies, hours around the clock. */
export type HoursByLevel = Record<MatterLevel, number>

export interface ClockHours {
  /** First day on which a clock is begun with it. */
  from: string
  /** Article that sets it; `product`: no text says it and the product sets it. */
  source: string
  hours: HoursByLevel
  /** Classes that are given other hours. */
  classes: Partial<Record<MatterClassCode, HoursByLevel>>
}

const by = (ordinary: number, urgent: number, emergency: number): HoursByLevel => ({
  ordinary,
  urgent,
  emergency,
})

/**
 * How long each clock runs, by class and level. The texts say 「立即」「及时」「第一时间」 and no
 * number (A-STD-06, A-JY-03): these are the product's, for every county that sets none of its own
 * (clock-values.ts), measured and shown, and nothing is deducted for them. A later value is added,
 * never written over.
 */
export const clockHours: Record<ClockName, readonly ClockHours[]> = {
  supplement: [product(by(21, 14, 24))],
  accept: [
    product(by(7, 2, 0.5), {
      security: by(3.5, 1, 0.5),
      restrictedPerson: by(3.5, 1, 0.5),
      organisedCrime: by(3.5, 1, 0.5),
      majorEvent: by(2, 1, 0.25),
      correction: by(1, 0.5, 0.25),
    }),
  ],
  dispatch: [
    product(by(7, 2, 0.5), {
      security: by(3.5, 1, 0.5),
      majorEvent: by(2, 1, 0.25),
      correction: by(1, 0.5, 0.25),
    }),
  ],
  handle: [
    product(by(35, 14, 24), {
      facility: by(49, 21, 24),
      sanitation: by(14, 7, 12),
      order: by(21, 14, 12),
      hazard: by(21, 7, 12),
      otherHazard: by(21, 7, 12),
      dispute: by(70, 21, 24),
      security: by(14, 7, 6),
      restrictedPerson: by(14, 7, 6),
      organisedCrime: by(21, 7, 6),
      majorEvent: by(14, 7, 6),
      correction: by(14, 7, 6),
    }),
  ],
  verify: [product(by(14, 7, 24))],
  evaluate: [product(by(35, 35, 168))],
  archive: [product(by(210, 210, 720))],
}

function product(hours: HoursByLevel, classes: ClockHours['classes'] = {}): ClockHours {
  return { from: '2022-01-01', source: 'product', hours, classes }
}
