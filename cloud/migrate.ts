import path from 'node:path'
import { MigrationError, migrate } from './platform/database/migrate'

/** node dist/cloud/migrate.mjs [folder]: brings the database of DATABASE_URL up to date. */
async function main(): Promise<number> {
  const url = process.env.DATABASE_URL
  if (!url) {
    process.stderr.write('请设置 DATABASE_URL。 Set DATABASE_URL.\n')
    return 2
  }
  const folder = process.argv[2] ?? path.join(process.cwd(), 'prisma/migrations')
  try {
    const report = await migrate(url, folder, { say: (line) => process.stdout.write(`${line}\n`) })
    process.stdout.write(
      report.applied.length === 0
        ? `数据库已是最新 · up to date (${report.alreadyApplied})\n`
        : `数据库已迁移 · applied ${report.applied.length}, before ${report.alreadyApplied}\n`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

process.exitCode = await main()
