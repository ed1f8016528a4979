import { describePack, readingsOf } from '../../testing/pack-checks'
import { gridStandard } from '.'

describePack(gridStandard, {
  readings: [
    ...readingsOf('STD', 8),
    ...readingsOf('JY', 3),
    ...readingsOf('JB', 2),
    ...readingsOf('SGT', 1),
  ],
  articles: [
    ...['STD-4.1a', 'STD-4.1b', 'STD-6.2a', 'STD-6.2b', 'STD-6.2c', 'STD-6.2d', 'STD-6.3a'],
    ...['STD-7.1a', 'STD-7.1b', 'STD-7.1c', 'STD-7.2', 'STD-7.3a'],
    ...['JY-2.4', 'JY-3.2', 'JY-3.3', 'JB-2.3', 'JB-3.3', 'SGT-1.2', 'SGT-3.2', 'SGT-4.2'],
  ],
})
