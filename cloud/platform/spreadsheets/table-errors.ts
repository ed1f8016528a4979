import { PlatformError } from '../platform-error'

/** What makes a whole file unreadable; faults of single cells are `TableProblem`s instead. */
export const tableErrors = {
  tableTooLarge: '表格文件太大，请分成几份再导入。',
  tableTooManyRows: '表格的行或列太多，请分成几份再导入。',
  tableOldFormat: '这是旧的 .xls 格式或加了密码的表格，请在 Excel 里另存为不加密的 .xlsx 再导入。',
  tableUnreadable: '这个文件打不开，请确认它是 .xlsx 或 .csv 表格，并且没有损坏。',
  tableEmpty: '表格里没有内容。',
} as const

export type TableErrorCode = keyof typeof tableErrors

export function tableError(code: TableErrorCode, cause?: unknown): PlatformError<TableErrorCode> {
  return new PlatformError(code, tableErrors[code], { cause })
}

export const cellFaults = {
  formula: '这一格是公式，请先把它变成普通的文字或数字（复制后选择性粘贴为“值”）再导入。',
  numberTooLong:
    '这一格是超过 15 位的数字，Excel 已经丢掉后面几位；请把这一列的格式改成“文本”，重新填写号码再导入。',
  scientific:
    '这一格的号码被 Excel 写成了带 E+ 的科学计数，原来的数字已经丢失；请把这一列的格式改成“文本”，重新填写再导入。',
  brokenValue: '这一格的值是表格软件的出错标记，请改正后再导入。',
} as const

export type CellFault = keyof typeof cellFaults
