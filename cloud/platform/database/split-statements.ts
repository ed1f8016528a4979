/**
 * Cuts a SQL script at the semicolons that end statements: those inside quotes and comments do not.
 * Comments are dropped, except the executable ones that begin with `/*!` or `/*+`.
 */
export function splitStatements(script: string): string[] {
  if (/^\s*delimiter\b/im.test(script)) {
    throw new Error(
      'DELIMITER is a command of the mysql client, not SQL: write the statement without it',
    )
  }
  const statements: string[] = []
  let current = ''
  let position = 0
  const finish = (): void => {
    if (current.trim() !== '') statements.push(current.trim())
    current = ''
  }
  while (position < script.length) {
    const end = endOfComment(script, position)
    if (end !== null) {
      current += ' '
      position = end
      continue
    }
    const character = script.charAt(position)
    if (character === ';') {
      finish()
      position += 1
      continue
    }
    const next = endOfToken(script, position)
    current += script.slice(position, next)
    position = next
  }
  finish()
  return statements
}

/** Where the comment that begins here ends; null where none begins. */
function endOfComment(script: string, start: number): number | null {
  const two = script.slice(start, start + 2)
  const opensLine =
    script.charAt(start) === '#' || (two === '--' && /^\s?$/.test(script.charAt(start + 2)))
  if (opensLine) {
    const lineEnd = script.indexOf('\n', start)
    return lineEnd === -1 ? script.length : lineEnd
  }
  if (two === '/*' && !/[!+]/.test(script.charAt(start + 2))) {
    const close = script.indexOf('*/', start + 2)
    if (close === -1) throw new Error('A comment is not closed')
    return close + 2
  }
  return null
}

/** The end of a quoted text or executable comment that begins here, else the next character. */
function endOfToken(script: string, start: number): number {
  const character = script.charAt(start)
  if (character === "'" || character === '"' || character === '`') {
    return endOfQuote(script, start, character)
  }
  if (script.startsWith('/*', start)) {
    const close = script.indexOf('*/', start + 2)
    if (close === -1) throw new Error('A comment is not closed')
    return close + 2
  }
  return start + 1
}

/** A doubled quote reads as an end and a new beginning, which comes to the same. */
function endOfQuote(script: string, start: number, quote: string): number {
  for (let position = start + 1; position < script.length; position += 1) {
    const character = script.charAt(position)
    if (character === '\\' && quote !== '`') position += 1
    else if (character === quote) return position + 1
  }
  throw new Error(`A ${quote} is not closed`)
}
