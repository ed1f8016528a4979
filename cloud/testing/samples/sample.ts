import type { CastName } from '../lived-in-county'

export interface Sample {
  /** Somebody who may call it. */
  as: CastName
  /** An input it accepts; `file` where it is an upload. */
  input: Record<string, unknown>
  /** Answers anybody alike, whatever area or id is asked for. */
  open?: true
  /** Its ids are made by the caller himself. */
  ownIds?: true
  /** To strangers it does and tells nothing without refusing the whole. */
  leaves?: true
}

export const csv = (text: string) => new File([text], '表.csv')
export const stamp = { deviceId: 'sample', deviceTakenAtMs: 1_781_500_000_000, ticket: null }
