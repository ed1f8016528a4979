import { type ErrorCode, errorTable, errorText } from '../contract/errors'

/** An expected refusal: it reaches the person as Chinese text and pages nobody. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, details: Record<string, unknown> = {}) {
    super(errorText(code, details))
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }

  get status(): number {
    return errorTable[this.code].status
  }
}
