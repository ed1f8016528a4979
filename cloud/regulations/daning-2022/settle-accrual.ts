import { savedOver } from '../../rules/blocks/deferred-settlement'
import type { Law } from '../../rules/law'
import { yearOf } from '../../rules/months'
import type { AccrualSettlement, PayRegulation } from '../../rules/regulation'

type Input = Parameters<PayRegulation['settleAccrual']>[0]

/** The year's saved-up reward: paid with its last batch, also to leavers; held after fraud (A-DN-09). */
export function settleAccrual(law: Law, input: Input): AccrualSettlement {
  const months = input.months.filter(({ month }) => yearOf(month) === input.year)
  const readings = ['overQuotaCapPeriod', 'leaverAccrual', 'fraudAccrual'].map((one) =>
    law.parameter(one),
  )
  const naming = {
    code: 'yearEndReward',
    label: '年底超额奖励',
    articles: law.articles('DN-11.1f', 'DN-11.1g'),
    readings,
  }
  const figure = savedOver(naming, months)
  const totalFen = figure.value
  const held = input.eliminatedForFraud === true
  const forfeited =
    !held && input.leftOn !== undefined && law.choice('leaverAccrual') === 'forfeited'
  return {
    year: input.year,
    totalFen,
    payableFen: held || forfeited ? 0 : totalFen,
    heldFen: held ? totalFen : 0,
    forfeitedFen: forfeited ? totalFen : 0,
    figure,
  }
}
