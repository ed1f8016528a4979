export interface TechnicalNumber {
  /** End of the file's path. */
  file: string
  /** As it is written. */
  number: string
  reason: string
}

const percent = '百分数的分母：一个百分比是多少个百分之一'

/** Numbers in rules that no regulation sets, each with its reason. Nothing else is let through. */
export const technicalNumbers: readonly TechnicalNumber[] = [
  { file: 'rules/blocks/share-of-standard.ts', number: '100', reason: percent },
  { file: 'rules/blocks/grid-size.ts', number: '100', reason: percent },
  { file: 'rules/blocks/election.ts', number: '2', reason: '“过半数”就是票数的两倍大于到会人数' },
  { file: 'rules/blocks/income-floor.ts', number: '12', reason: '一年的月数' },
  { file: 'rules/blocks/streaks.ts', number: '11', reason: '十二个月的窗口从十一个月以前开始' },
  { file: 'rules/blocks/deferred-settlement.ts', number: '5', reason: '“年-月”里月份的位置' },
  { file: 'rules/blocks/terms.ts', number: '8', reason: '“年-月-日”里日子的位置' },
  { file: 'rules/blocks/working-days.ts', number: '10', reason: '“年-月-日”的长度' },
  { file: 'rules/blocks/working-days.ts', number: '86_400_000', reason: '一天的毫秒数' },
  { file: 'rules/blocks/working-days.ts', number: '6', reason: '星期六是一星期的第六天' },
  { file: 'rules/blocks/working-days.ts', number: '4', reason: '清明总在四月' },
  { file: 'rules/blocks/patrol-week.ts', number: '60', reason: '一小时的分钟数' },
  { file: 'rules/blocks/shift-coverage.ts', number: '60', reason: '一小时的分钟数' },
  { file: 'rules/blocks/elapsed.ts', number: '60', reason: '一小时的分钟数' },
  { file: 'rules/blocks/targets.ts', number: '60', reason: '一小时的分钟数' },
  { file: 'rules/blocks/half-day-leave.ts', number: '2', reason: '一天有两个半天' },
  { file: 'rules/blocks/half-day-leave.ts', number: '366', reason: '一次请假不会超过一年的天数' },
  { file: 'rules/blocks/shift-coverage.ts', number: '2', reason: '钟点写成两位' },
]
