import { RuleError } from '../../rules/rule-error'

/** Facts that are well-formed and that the regulation does not admit. */
export function refused(message: string, path: string): never {
  throw new RuleError('factsRefused', message, path)
}
