import { describePack, readingsOf } from '../../testing/pack-checks'
import { qiling2020 } from '.'

describePack(qiling2020, {
  readings: readingsOf('QL', 26),
  articles: [
    ...Array.from({ length: 33 }, (_, index) => `QL-${index + 1}`),
    // every place that asks for a computation
    ...['QL-5.1', 'QL-5.2', 'QL-7.4', 'QL-8.3a', 'QL-8.3b', 'QL-9.1', 'QL-10.3b', 'QL-11.1a'],
    ...['QL-11.1b', 'QL-11.1c', 'QL-11.1d', 'QL-11.2b', 'QL-11.2c', 'QL-11.3', 'QL-11.4'],
    ...['QL-11.5a', 'QL-11.5b', 'QL-14.2', 'QL-14.3', 'QL-15.1', 'QL-15.3', 'QL-16.1', 'QL-16.2'],
    ...['QL-16.3', 'QL-23.1', 'QL-28.1', 'QL-29.2', 'QL-30.1'],
  ],
})
