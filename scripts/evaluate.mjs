// npm run --silent evaluate -- --regulation daning-2022 < facts.jsonl > statements.jsonl
// Standard output belongs to the statements: whatever else is said goes to standard error.
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { missingPackages } from './lib/ensure-packages.mjs'
import { fingerprint } from './lib/fingerprint.mjs'
import { projectFolder } from './lib/project.mjs'

const SOURCES = [
  'cloud/evaluate.ts',
  'cloud/contract/trace.ts',
  'cloud/rules',
  'cloud/regulations',
  'scripts/esbuild-options.mjs',
  'scripts/evaluate.mjs',
  'scripts/lib/parsed-yaml.mjs',
  'package-lock.json',
]
const bundle = path.join(projectFolder, 'dist/cloud/evaluate.mjs')

// The rules of a month are many small functions: put into one another as far as V8 goes by itself, the
// same code is made many times over, which takes longer than it saves.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=300')

const mark = `// sources ${fingerprint(SOURCES)}`
if (!isMade()) {
  installPackages()
  await make()
}
await import(pathToFileURL(bundle).href)

function installPackages() {
  if (missingPackages() !== null) return
  process.stderr.write('首次运行，安装依赖包（约一两分钟） · npm ci\n')
  const result = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: projectFolder,
    stdio: ['ignore', 2, 2],
  })
  if (result.status === 0) return
  process.stderr.write('依赖包没有装好，请先运行 npm start。 Run npm start first.\n')
  process.exit(2)
}

/**
 * By content: the bundle names the sources it was made from in its first line. Packages are in it, so
 * they have to be installed only where it is made.
 */
function isMade() {
  if (!existsSync(bundle)) return false
  const file = openSync(bundle, 'r')
  const start = Buffer.alloc(mark.length)
  readSync(file, start)
  closeSync(file)
  return start.equals(Buffer.from(mark))
}

/** Written aside and renamed, so that two runs at once never read half a bundle. */
async function make() {
  const { build } = await import('esbuild')
  const { serviceBundle } = await import('./esbuild-options.mjs')
  const { parsedYaml } = await import('./lib/parsed-yaml.mjs')
  mkdirSync(path.dirname(bundle), { recursive: true })
  const aside = `${bundle}.${process.pid}.mjs`
  await build({
    ...serviceBundle,
    // one file instead of a hundred: a start takes half the time
    packages: 'bundle',
    plugins: [parsedYaml(path.join(projectFolder, 'cloud/regulations'))],
    sourcemap: false,
    outExtension: undefined,
    banner: { js: mark },
    entryPoints: [path.join(projectFolder, 'cloud/evaluate.ts')],
    outfile: aside,
  }).catch(() => process.exit(2))
  renameSync(aside, bundle)
}
