// Files of the pages beside themselves in small: compressed once here, not for everybody who asks.

import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Pictures are small already, and so is what fits into one packet. */
const WORTH_IT = /\.(js|css|html|svg|json|txt)$/
const LEAST_BYTES = 2048
/** One step below the slowest: the last hundredth costs five times the time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
const WAYS = [
  { ending: '.br', compress: (bytes) => promisify(brotliCompress)(bytes, BROTLI) },
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
