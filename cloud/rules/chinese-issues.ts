import type { z } from 'zod'

const sorts: Record<string, string> = {
  string: '文字',
  number: '数',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
  null: '空',
}

/** What is wrong with a value, in plain Chinese; a schema's own message goes before it. */
export function chineseIssue(issue: z.core.$ZodRawIssue): string {
  const absent = issue.input === undefined
  switch (issue.code) {
    case 'invalid_type':
      return absent ? '缺少这一项' : `应为${sorts[String(issue.expected)] ?? '别的内容'}`
    case 'too_small':
      return issue.origin === 'string' ? '不能为空' : `不能小于 ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string' ? `最多 ${issue.maximum} 个字` : `不能大于 ${issue.maximum}`
    case 'invalid_value':
      return absent ? '缺少这一项' : `只能是：${(issue.values as unknown[]).map(String).join('、')}`
    case 'unrecognized_keys':
      return `不认识的项：${(issue.keys as string[]).join('、')}`
    default:
      return absent ? '缺少这一项' : '内容不对'
  }
}
