// Files of the pages beside themselves in small: compressed once here, not for everybody who asks.

import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

/** Named by their content, so that no smaller one can ever be of another build. */
const WORTH_IT = /\.[0-9a-f]{8}\.(js|css)$/
/** What fits into a packet or two is small enough. */
const LEAST_BYTES = 2048
const WAYS = [
  { ending: '.br', compress: (bytes) => promisify(brotliCompress)(bytes) },
  { ending: '.gz', compress: (bytes) => promisify(gzip)(bytes, { level: 9 }) },
]

/** Writes `<file>.br` and `<file>.gz` for every file of the folder that gains by it. */
export async function precompress(folder) {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && WORTH_IT.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
  await Promise.all(files.map(writeSmaller))
}

async function writeSmaller(file) {
  const bytes = await readFile(file)
  if (bytes.length < LEAST_BYTES) return
  await Promise.all(
    WAYS.map(async ({ ending, compress }) => writeFile(file + ending, await compress(bytes))),
  )
}
