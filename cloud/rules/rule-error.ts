/** Why a month cannot be computed, or a pack not be used. The message is Chinese and says where. */
export class RuleError extends Error {
  constructor(
    readonly code: RuleErrorCode,
    message: string,
    /** Path into the facts, e.g. 'majorReports.0.amountFen'; empty when it is the pack's own. */
    readonly path: string = '',
  ) {
    super(message)
    this.name = 'RuleError'
  }
}

export type RuleErrorCode =
  /** The pack's files contradict themselves or are incomplete. */
  | 'packInvalid'
  /** No value, or more than one, of a parameter for the day. */
  | 'parameterUndated'
  /** The text leaves the value open and the county has not set it yet. */
  | 'parameterUnset'
  /** The text names no first day in force and the county has not set one yet. */
  | 'startUnset'
  /** A parameter or an article that the pack does not have. */
  | 'notInPack'
  /** A reading that is not among those the pack computes. */
  | 'readingUnknown'
  /** The month lies before the regulation, or is not covered by it. */
  | 'monthNotCovered'
  /** The facts are well-formed but the regulation does not admit them. */
  | 'factsRefused'
