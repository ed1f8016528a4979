import path from 'node:path'
import { privateServer } from './mariadb.mjs'
import { dataFolder } from './project.mjs'
import { Refusal, say } from './say.mjs'

const DATABASE = 'mingge'

/**
 * The database of the product: the one DATABASE_URL names, else a private server of our own.
 * Whether a given database is ours is decided by the migration, which refuses foreign tables.
 */
export async function ensureDatabase() {
  const given = process.env.DATABASE_URL
  if (given) {
    const address = checkedAddress(given)
    say(`使用 DATABASE_URL 的数据库 · using ${address.host}${address.pathname}`)
    return { url: given, isPrivate: false, release: async () => undefined }
  }
  const server = await privateServer(path.join(dataFolder, 'mariadb'))
  await server.createDatabase(DATABASE)
  return {
    url: server.url(DATABASE),
    isPrivate: true,
    release: server.release,
    recreate: () => server.recreateDatabase(DATABASE),
  }
}

export function checkedAddress(url, variable = 'DATABASE_URL') {
  const address = URL.canParse(url) ? new URL(url) : null
  const valid =
    /^(mysql|mariadb):$/.test(address?.protocol ?? '') && /^\/[^/]+$/.test(address.pathname)
  if (valid) return address
  throw new Refusal(
    `${variable} 应是 mysql://用户:密码@主机:3306/库名 的样子。 ${variable} must look like mysql://user:password@host:3306/database.`,
  )
}
