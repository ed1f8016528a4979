// Bundles each entry of the service that exists to dist/cloud/<entry>.mjs.
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

const entryPoints = ENTRIES.map((name) => path.join(projectFolder, `cloud/${name}.ts`)).filter(
  (file) => existsSync(file),
)
// esbuild has already said what is wrong
await build({
  ...serviceBundle,
  entryPoints,
  outdir: path.join(projectFolder, 'dist/cloud'),
}).catch(() => process.exit(1))
