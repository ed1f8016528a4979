// Whether what was built still fits its sources: by content, since a clone has new dates on old files.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from './project.mjs'

export function fingerprint(places, extra = '', folder = projectFolder) {
  const hash = createHash('sha256').update(extra)
  for (const place of places) {
    for (const file of filesOf(path.join(folder, place))) {
      hash.update(`\0${path.relative(folder, file)}\0`).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}

function filesOf(place) {
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [place]
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`))
    .sort()
}

/** Runs `make` unless `results` are there and were made from these very sources. */
export async function unlessMade(name, sources, results, make) {
  const stamp = path.join(projectFolder, 'dist/stamps', name)
  const there = results.every((result) => existsSync(path.join(projectFolder, result)))
  const made = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (there && made === sources) return false
  await make()
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, sources)
  return true
}
