import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Chunk, ChunkGroup, Compilation, Compiler } from 'webpack'

const pluginName = 'OfflineShell'
const fileName = 'offline-worker.js'
/** What the offices use stays on the network: a worker's phone never needs it. */
const officeFolder = /[\\/]src[\\/]office[\\/]/

function holdsOffice(compilation: Compilation, chunk: Chunk): boolean {
  return compilation.chunkGraph
    .getChunkModules(chunk)
    .some((module) => officeFolder.test(module.identifier()))
}

/** The files of every page that is not the office's, and of what those pages load. */
function shellFiles(compilation: Compilation): string[] {
  const files = new Set<string>()
  for (const group of compilation.chunkGroups as ChunkGroup[]) {
    if (group.chunks.some((chunk) => holdsOffice(compilation, chunk))) continue
    for (const chunk of group.chunks) for (const file of chunk.files) files.add(file)
  }
  return [...files].filter((file) => /\.(js|css)$/.test(file)).sort()
}

/** Writes the browser's service worker, with the list of what it keeps of this build. */
export class OfflineShell {
  apply(compiler: Compiler) {
    const source = path.join(__dirname, 'worker.js')
    compiler.hooks.thisCompilation.tap(pluginName, (compilation) => {
      compilation.fileDependencies.add(source)
      compilation.hooks.processAssets.tap(
        // after the names with their hashes are final
        { name: pluginName, stage: compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_ANALYSE },
        () => {
          const files = shellFiles(compilation).map((file) => `/${file}`)
          const worker = readFileSync(source, 'utf8')
          // names carry the hash of what is in them
          const version = createHash('sha256')
            .update(JSON.stringify(files) + worker)
            .digest('hex')
            .slice(0, 12)
          const entries = compilation.entrypoints.get('app')?.getFiles() ?? []
          const shell = { version, entries: entries.filter((file) => file.endsWith('.js')), files }
          const text = worker.replace('__SHELL__', JSON.stringify(shell))
          compilation.emitAsset(fileName, new compiler.webpack.sources.RawSource(text))
        },
      )
    })
  }
}
