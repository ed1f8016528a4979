// npm run schema:check                 a freshly migrated database equals the data model
// npm run schema:check -- --print-sql  CREATE TABLE statements of the data model, for a new migration
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFolder } from './lib/project.mjs'

process.chdir(projectFolder)
const { build } = await import('esbuild')

const bundle = path.join(projectFolder, 'dist/tools/schema-check.mjs')
mkdirSync(path.dirname(bundle), { recursive: true })
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
const check = await import(pathToFileURL(bundle).href)

if (process.argv.includes('--print-sql')) {
  process.stdout.write(await check.printSql())
}
