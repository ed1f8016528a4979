import type { z } from 'zod'

type Issue = z.core.$ZodIssue

const sorts: Record<string, string> = {
  string: '文字',
  number: '数',
  int: '整数',
  boolean: '是或否（true 或 false）',
  array: '列表',
  object: '对象',
  record: '对象',
}

/** What is wrong with a value, in plain Chinese; the schemas' own Chinese messages are kept. */
export function chineseIssue(issue: Issue): string {
  if (/[\u4e00-\u9fff]/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少这一项' : `应为${sorts[issue.expected] ?? issue.expected}`
    case 'too_small':
      return `不能小于 ${issue.minimum}`
    case 'too_big':
      return `不能大于 ${issue.maximum}`
    case 'invalid_value':
      return issue.input === undefined ? '缺少这一项' : `只能是：${issue.values.join('、')}`
    case 'unrecognized_keys':
      return `不认识的项：${issue.keys.join('、')}`
    case 'invalid_union':
      return '不是可以填的内容'
    default:
      return '内容不对'
  }
}

/** Path of an issue as 'majorReports.0.amountFen'. */
export function issuePath(issue: Issue): string {
  return issue.path.map(String).join('.')
}
