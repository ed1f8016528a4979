import { describePack, readingsOf } from '../../testing/pack-checks'
import { lijin } from '.'

describePack(lijin, {
  readings: readingsOf('LJ', 12),
  articles: [
    ...['LJ-0.2', 'LJ-1.2', 'LJ-2.1', 'LJ-2.2', 'LJ-2.3', 'LJ-2.4', 'LJ-3.2', 'LJ-3.3'],
    ...['LJ-4.3b', 'LJ-4.3c', 'LJ-4.3d', 'LJ-4.4b', 'LJ-4.5a', 'LJ-4.5b', 'LJ-4.5c'],
    ...['LJ-4.6a', 'LJ-4.6b', 'LJ-4.6c', 'LJ-4.6d', 'LJ-5.1c', 'LJ-5.2c', 'LJ-5.2f', 'LJ-5.2h'],
    ...['LJ-6.1.1', 'LJ-6.1.2', 'LJ-6.2.1', 'LJ-6.2.2'],
  ],
})
