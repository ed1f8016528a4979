// The database server of one test run: a folder of its own, gone when the run ends.

import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { checkedAddress } from './ensure-database.mjs'
import { privateServer, stopLeftover } from './mariadb.mjs'
import { memoryFolder } from './memory-folder.mjs'
import { isNodeProcess } from './processes.mjs'
import { dataFolder } from './project.mjs'
import { Refusal } from './say.mjs'
import { atStop } from './stopping.mjs'

const DATABASE = 'mingge_test'

/**
 * `TEST_DATABASE_URL` when given (its database's name must say that it is for tests), else a private
 * server in memory, or under data/mariadb-test where memory is short. Never the product's database.
 */
export async function testServer() {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    refuseOtherThanTest(given)
    return { url: given, release: async () => undefined }
  }
  const places = [memoryFolder(), dataFolder].filter((place) => place !== null)
  const [folder, ...others] = places.map((place) => path.join(place, 'mariadb-test'))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const place of [folder, ...others]) await removeLeftovers(place)
  const own = path.join(folder, `run-${process.pid}`)
  const removeFolder = atStop(() => rmSync(own, { recursive: true, force: true }))
  const server = await privateServer(own, { durable: false, allDatabases: true })
  await server.createDatabase(DATABASE)
  return {
    url: server.url(DATABASE),
    server,
    release: async () => {
      await server.release()
      await removeFolder()
    },
  }
}

export function refuseOtherThanTest(url) {
  const { pathname } = checkedAddress(url, 'TEST_DATABASE_URL')
  if (/test/i.test(pathname)) return
  throw new Refusal(
    `TEST_DATABASE_URL 的库名里要有 test，免得测试动了真的数据（现在是 ${pathname.slice(1)}）。 The database named in TEST_DATABASE_URL must have "test" in its name, so that tests never touch real data.`,
  )
}

async function removeLeftovers(folder) {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1])
    if (!pid || (isNodeProcess(pid) && pid !== process.pid)) continue
    const left = path.join(folder, name)
    if (existsSync(left)) await stopLeftover(left)
    rmSync(left, { recursive: true, force: true })
  }
}
