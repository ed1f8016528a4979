// What the check-ins are measured against: Koa, mysql2, one prepared INSERT a request and nothing
// else: no session, no validation, no rules, no audit.

import Koa from 'koa'
import mysql from 'mysql2/promise'

const address = new URL(process.env.DATABASE_URL)
const socketPath = address.searchParams.get('socket')
const pool = mysql.createPool({
  user: decodeURIComponent(address.username),
  password: decodeURIComponent(address.password),
  database: address.pathname.slice(1),
  ...(socketPath ? { socketPath } : { host: address.hostname, port: Number(address.port) }),
  connectionLimit: Number(process.env.CONNECTIONS ?? 32),
})

const insert = `INSERT INTO bare_check_in
  (id, deviceId, deviceTakenAt, longitude, latitude, accuracyMeters) VALUES (?, ?, ?, ?, ?, ?)`

async function readBody(req) {
  const chunks = []
  for await (const chunk of req) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

const app = new Koa()
app.use(async (ctx) => {
  const { commandId, stamp, position } = await readBody(ctx.req)
  await pool.execute(insert, [
    Buffer.from(commandId.replaceAll('-', ''), 'hex'),
    stamp.deviceId,
    new Date(stamp.deviceTakenAtMs),
    position.longitude,
    position.latitude,
    position.accuracyMeters,
  ])
  ctx.body = { id: commandId }
})
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`)
})
process.on('SIGTERM', () => process.exit(0))
