// Bundles each entry of the service that exists to dist/cloud/<entry>.mjs, and the bench's.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { serviceBundle } from './esbuild-options.mjs'
import { projectFolder } from './lib/project.mjs'

const ENTRIES = ['main', 'migrate', 'seed', 'evaluate']

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
