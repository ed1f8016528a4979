import { readEnv } from './env'
import { openParts } from './parts'
import { systemClock } from './platform/clock'
import { createSeedStore } from './seed/seed.store'
import { sow } from './seed/sow'

/** node dist/cloud/seed.mjs: writes the demo county into an empty database. */
async function main(): Promise<number> {
  const env = readEnv(process.env)
  if (env.NODE_ENV === 'production') {
    process.stderr.write('正式环境不写演示数据。 Demo data is refused in production.\n')
    return 1
  }
  const parts = openParts(env)
  const store = createSeedStore(parts.database)
  try {
    if (await store.isDemo()) {
      process.stdout.write('已有演示数据，没有改动 · the demo is there already\n')
      return 0
    }
    if ((await store.accountCount()) > 0) {
      process.stderr.write(
        '数据库里已有账号，不写演示数据。 The database holds accounts: no demo is written.\n',
      )
      return 1
    }
    const sown = await sow(store, parts, systemClock.nowMs())
    process.stdout.write(
      `${sown.grids} 个网格，${sown.accounts} 个账号，${sown.checkIns} 次签到，` +
        `${sown.reports} 条上报 · the demo county is written\n`,
    )
    return 0
  } finally {
    await parts.database.close()
  }
}

process.exitCode = await main()
