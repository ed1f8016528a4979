// The check and the book of the law, bundled from their sources in a fraction of a second.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensurePackages, refuseOldNode } from './ensure-packages.mjs'
import { projectFolder } from './project.mjs'

export async function lawTools() {
  refuseOldNode()
  await ensurePackages()
  const { build } = await import('esbuild')
  const { serviceBundle } = await import('../esbuild-options.mjs')
  const outfile = path.join(projectFolder, `dist/tools/law-${process.pid}.mjs`)
  await build({
    ...serviceBundle,
    sourcemap: false,
    outExtension: undefined,
    entryPoints: [path.join(projectFolder, 'cloud/law-tools.ts')],
    outfile,
  })
  const { rmSync } = await import('node:fs')
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(outfile, { force: true })
  }
}

/** Today in Shanghai, where the regulations are in force. */
export function shanghaiToday(nowMs = Date.now()) {
  return new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 10)
}
