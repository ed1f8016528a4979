// Bundles each entry of the service that exists to dist/cloud/<entry>.mjs, and the bench's.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { projectFolder } from './lib/project.mjs'

const ENTRIES = ['main', 'migrate', 'seed', 'evaluate']

/** The packages stay outside: they are installed, and native ones cannot be bundled. */
const serviceBundle = {
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
}

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
