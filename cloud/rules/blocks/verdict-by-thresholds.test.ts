import { expect, it } from 'vitest'
import { figureOf, naming } from './blocks-for-tests'
import { judgedReason, thresholdReason, verdictOf } from './verdict-by-thresholds'

const [article] = naming.articles
const reason = (count: number) =>
  thresholdReason({ code: 'checkIns', label: '签到', article: article!, measure: '次' })(
    figureOf(count),
    figureOf(20),
  )

it('reaches a threshold with the number itself', () => {
  expect(reason(20)).toMatchObject({ met: true, sentence: '签到 20 次，要求不少于 20 次，达到' })
  expect(reason(19)).toMatchObject({ met: false, sentence: '签到 19 次，要求不少于 20 次，未达到' })
})

it('fails with one reason that is not met', () => {
  expect(verdictOf([reason(20), judgedReason('meetings', '会议', article!, 'met')])).toBe('pass')
  expect(verdictOf([reason(20), judgedReason('meetings', '会议', article!, 'failed')])).toBe('fail')
  expect(verdictOf([])).toBe('pass')
})
