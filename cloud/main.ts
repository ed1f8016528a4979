import { createService } from './context'
import { readEnv } from './env'
import { createHttpServer } from './http/listen'
import { openParts } from './parts'
import { isLeakedConnectionFailure } from './platform/database'

/** Start or refuse to start; stop on a signal after what is under way is answered. */
async function main(): Promise<void> {
  const env = readEnv(process.env)
  const parts = openParts(env)
  process.on('unhandledRejection', (error) => {
    if (!isLeakedConnectionFailure(error)) throw error
    parts.log.warn({ err: error }, 'a database connection died while it was set up')
  })
  await parts.database.pool.query('SELECT 1')
  const service = createService(parts)
  await service.recover()
  const server = createHttpServer(service.listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(env.PORT, env.HOST, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : env.PORT
  if (env.BACKGROUND_WORK) service.startBackgroundWork()
  process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    server.close()
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 5_000).unref()
    await new Promise<void>((resolve) => server.once('close', () => resolve()))
    await service.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main().catch((error: Error) => {
  process.stderr.write(`明格没有启动：${error.message}\n`)
  process.exit(1)
})
