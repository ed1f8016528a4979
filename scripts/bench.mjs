// npm run bench                  everything, one table
// npm run bench -- --json        one line a figure
// npm run bench -- --smoke       a tiny run: only proves that everything can be measured
// npm run bench -- check-ins     the benches whose name contains this
import path from 'node:path'
import { buildCloud, buildPages, generateClient } from './lib/build.mjs'
import { ensureBrowser } from './lib/ensure-browser.mjs'
import { ensurePackages, refuseOldNode } from './lib/ensure-packages.mjs'
import { runMain } from './lib/main.mjs'
import { privateServer } from './lib/mariadb.mjs'
import { dataFolder, projectFolder } from './lib/project.mjs'
import { run } from './lib/run.mjs'

await runMain(async () => {
  refuseOldNode()
  await ensurePackages()
  await generateClient()
  await buildCloud()
  await buildPages('h5')
  await buildPages('weapp')
  const chromium = await ensureBrowser()
  const server = await privateServer(path.join(dataFolder, 'mariadb-bench'), {
    durable: true,
    allDatabases: true,
  })
  await server.createDatabase('bench')
  const { status } = await run(
    process.execPath,
    [
      '--enable-source-maps',
      path.join(projectFolder, 'dist/bench/run.mjs'),
      ...process.argv.slice(2),
    ],
    {
      quiet: false,
      env: { ...process.env, BENCH_DATABASE_URL: server.url('bench'), CHROMIUM_PATH: chromium },
    },
  )
  await server.release()
  return status
})
