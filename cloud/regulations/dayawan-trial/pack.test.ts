import { describePack, readingsOf } from '../../testing/pack-checks'
import { dayawanTrial } from '.'

describePack(dayawanTrial, {
  readings: readingsOf('DYW', 18),
  articles: [
    ...Array.from({ length: 28 }, (_, index) => `DYW-${index + 1}`),
    // every place that asks for a computation
    ...['DYW-3.1', 'DYW-9.2', 'DYW-10.1b', 'DYW-11.2a', 'DYW-20.2', 'DYW-21.5b', 'DYW-22.1'],
    ...['DYW-22.2', 'DYW-24.3', 'DYW-25', 'DYW-26'],
  ],
})
