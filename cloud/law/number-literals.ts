import ts from 'typescript'
import type { Complaint } from './pack-source'
import { technicalNumbers } from './technical-numbers'

/** A number that stands in a rule instead of in parameters.yaml. */
interface NumberLiteral {
  text: string
  line: number
}

/** Every number of the source but 0 and 1, whatever it is written like. */
export function numberLiterals(file: string, text: string): NumberLiteral[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: NumberLiteral[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) {
      const value = Number(node.text.replace(/n$/, ''))
      if (value !== 0 && value !== 1) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
        found.push({ text: node.getText(source), line: line + 1 })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Refuses numbers in rules, but for those named with their reason in technical-numbers.ts. */
export function checkNumbers(files: Iterable<readonly [file: string, text: string]>): Complaint[] {
  const complaints: Complaint[] = []
  for (const [file, text] of files) {
    const allowed = technicalNumbers.filter((one) => file.endsWith(one.file))
    for (const literal of numberLiterals(file, text)) {
      if (allowed.some((one) => one.number === literal.text)) continue
      complaints.push({
        file,
        line: literal.line,
        message: `规则里写了数字 ${literal.text}：办法的数字写进 parameters.yaml；纯技术的数字列入 cloud/law/technical-numbers.ts 并写明理由`,
      })
    }
  }
  return complaints
}
