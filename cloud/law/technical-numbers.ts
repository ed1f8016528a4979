export interface TechnicalNumber {
  /** End of the file's path. */
  file: string
  /** As it is written. */
  number: string
  reason: string
}

/** Numbers in rules that no regulation sets, each with its reason. Nothing else is let through. */
export const technicalNumbers: readonly TechnicalNumber[] = []
