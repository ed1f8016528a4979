// Bundles each entry of the service that exists to dist/cloud/<entry>.mjs, and the bench's; and writes
// the pages that explain each regulation, which the service shows.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { serviceBundle } from './esbuild-options.mjs'
import { lawTools } from './lib/law-tools.mjs'
import { projectFolder } from './lib/project.mjs'
import { writeLawBook } from './lib/write-law-book.mjs'

// the auditor's command makes its own bundle (evaluate.mjs)
const ENTRIES = ['main', 'migrate', 'seed']

const entryPoints = [...ENTRIES.map((name) => `cloud/${name}.ts`), 'bench/run.ts']
  .map((file) => path.join(projectFolder, file))
  .filter((file) => existsSync(file))
// esbuild has already said what is wrong
await build({
  ...serviceBundle,
  entryPoints,
  outbase: projectFolder,
  outdir: path.join(projectFolder, 'dist'),
}).catch(() => process.exit(1))
writeLawBook(await lawTools(), path.join(projectFolder, 'dist/law-book'))
