import { escape as literal, raw } from 'mysql2'

/** Letters, digits and signs that mean nothing inside a quoted text, in no character set. */
const plain = /^[\w .,:+-]*$/

/** A text as an SQL literal, null as NULL. What is plain is quoted as it is, the rest by the driver. */
export function sqlText(text: string | null): string {
  if (text === null) return 'NULL'
  return plain.test(text) ? `'${text}'` : literal(text)
}

/** A piece of SQL as it is, where the driver would write a value; made of checked or own values only. */
export const rawSql = (text: string) => raw(text)
