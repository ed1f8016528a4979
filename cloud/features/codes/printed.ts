import type { Outline } from '../../platform/geometry'
import type { MapPoint } from '../../platform/pdf'

/** What stands on paper about a person: nothing that the public notice does not make public (P7). */
export interface PrintedPerson {
  name: string
  post: string
  workPhone: string | null
  /** A JPEG; null: a place to paste one. */
  portrait: Buffer | null
}

export interface PrintedGrid {
  gridCode: string
  gridName: string
  villageName: string
  townshipName: string
  countyName: string
  /** Where the code leads. */
  address: string
  serialText: string
  /** Who is asked first; the first is the worker, when there is one. */
  people: PrintedPerson[]
  officePhone: string | null
}

export interface PrintedCard extends PrintedGrid {
  /** The card's own number in its grid (LJ-4.2b). */
  numberText: string
}

export interface PrintedNotice extends PrintedGrid {
  outline: Outline
  isSynthetic: boolean
  points: MapPoint[]
  households: number
}

export interface PrintedBadge {
  name: string
  post: string
  gridNames: string[]
  townshipName: string
  countyName: string
  address: string
  serialText: string
  portrait: Buffer | null
}

/** When and as what the sheet was printed. */
export interface PrintedOn {
  title: string
  day: string
  nowMs: number
}

export const ink = '#1d2826'
export const soft = '#505b58'
export const green = '#0e5a55'

export const dayText = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year} 年 ${month} 月 ${date} 日`
}
