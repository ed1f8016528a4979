// npm run schema:check                 a freshly migrated database equals the data model
// npm run schema:check -- --print-sql  CREATE TABLE statements of the data model, for a new migration
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensurePackages, refuseOldNode } from './lib/ensure-packages.mjs'
import { runMain } from './lib/main.mjs'
import { projectFolder } from './lib/project.mjs'
import { say } from './lib/say.mjs'
import { testServer } from './lib/test-server.mjs'

process.chdir(projectFolder)
await runMain(process.argv.includes('--print-sql') ? printSql : checkSchema)

async function printSql() {
  const { printSql: sqlOf } = await loadCheck()
  process.stdout.write(await sqlOf())
  return 0
}

async function checkSchema() {
  refuseOldNode()
  await ensurePackages()
  const check = await loadCheck()
  const server = await testServer()
  try {
    const { tables, differences } = await check.checkSchema(server.url)
    if (differences.length === 0) {
      say(`数据模型与迁移后的数据库一致 · data model and migrations agree (${tables} tables)`)
      return 0
    }
    process.stderr.write(`${differences.join('\n')}\n`)
    say(
      `数据模型与迁移后的数据库有 ${differences.length} 处不同 · ${differences.length} differences`,
    )
    return 1
  } finally {
    await server.release()
  }
}

async function loadCheck() {
  const { build } = await import('esbuild')
  const bundle = path.join(projectFolder, 'dist/tools/schema-check.mjs')
  await build({
    entryPoints: ['prisma/schema-check/main.ts'],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  })
  return import(pathToFileURL(bundle).href)
}
