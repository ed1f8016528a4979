// npm start: from an empty machine to a running service. With --watch it follows changes in cloud/.
import { watch } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildCloud, buildPages, generateClient } from './lib/build.mjs'
import { demoAccountTable, migrateDatabase, sowDemo } from './lib/demo.mjs'
import { ensureDatabase } from './lib/ensure-database.mjs'
import { ensurePackages, refuseOldNode } from './lib/ensure-packages.mjs'
import { runMain } from './lib/main.mjs'
import { isPortFree } from './lib/processes.mjs'
import { dataFolder, projectFolder } from './lib/project.mjs'
import { elapsedSeconds, Refusal, say } from './lib/say.mjs'
import { startService, stopLeftoverService } from './lib/service.mjs'
import { atStop, isStopping } from './lib/stopping.mjs'

const WATCH_PAUSE_MS = 300

await runMain(async () => {
  refuseOldNode()
  const port = readPort()
  await stopLeftoverService()
  await refuseTakenPort(port)
  await ensurePackages()
  const [database] = await Promise.all([prepareService(), buildPages('h5')])
  const env = { PORT: String(port), DATABASE_URL: database.url, DATA_FOLDER: dataFolder }
  say('启动服务 · starting the service')
  return serve(env, port)
})

function readPort() {
  const port = Number(process.env.PORT ?? 3000)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Refusal(
    `PORT 应是 1 到 65535 的整数，现在是 ${process.env.PORT}。 PORT must be a whole number from 1 to 65535.`,
  )
}

async function refuseTakenPort(port) {
  if (await isPortFree(port, process.env.HOST || '0.0.0.0')) return
  throw new Refusal(
    `端口 ${port} 已被别的程序占用：请先停掉它，或换一个端口，例如 PORT=${port + 1} npm start。 ` +
      `Port ${port} is taken: stop the program that has it, or choose another, as in PORT=${port + 1} npm start.`,
  )
}

async function prepareService() {
  const database = await ensureDatabase()
  await generateClient()
  await buildCloud()
  await migrateDatabase(database.url)
  await sowDemo(database)
  return database
}

async function serve(env, port) {
  let service = await startService(env)
  atStop(() => service.stop())
  announce(port)
  if (!process.argv.includes('--watch')) return ended(service)
  for await (const _change of changesIn('cloud')) {
    await service.stop()
    try {
      await buildCloud()
      service = await startService(env)
      say('已重新启动 · restarted')
    } catch (error) {
      process.stderr.write(`${error.message}\n`)
    }
  }
  return 0
}

async function ended(service) {
  const status = await service.ended
  if (!isStopping()) say(`服务自己停了（状态 ${status}） · the service ended by itself`)
  return status
}

async function* changesIn(folder) {
  const watcher = watch(path.join(projectFolder, folder), { recursive: true })
  let notify = () => undefined
  watcher.on('change', (_kind, file) => {
    if (String(file).endsWith('.ts') && !String(file).includes('generated')) notify()
  })
  for (;;) {
    await new Promise((resolve) => {
      notify = resolve
    })
    await new Promise((resolve) => setTimeout(resolve, WATCH_PAUSE_MS))
    yield
  }
}

function announce(port) {
  const addresses = Object.values(os.networkInterfaces())
    .flat()
    .filter((entry) => entry?.family === 'IPv4' && !entry.internal)
    .map((entry) => `http://${entry.address}:${port}/`)
  const accounts = demoAccountTable()
  const lines = [
    '',
    `明格已启动（${elapsedSeconds().toFixed(1)} 秒） · Mingge is up`,
    `  本机 · this machine  http://localhost:${port}/`,
    ...addresses.map((address) => `  网络 · network       ${address}`),
    ...(accounts === '' ? [] : ['', '演示账号 · demo accounts', accounts]),
    '',
    '按 Ctrl-C 停止 · Ctrl-C stops it',
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
