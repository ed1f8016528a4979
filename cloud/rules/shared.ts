/**
 * Marks what is made once a month and then stands in every statement: it cannot change any more,
 * and its text is written only once (see statement-text.ts).
 */
export function shared<T extends object>(value: T): T {
  Object.freeze(value)
  return value
}
