import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Every file of a built package that matters to running it, by its path in it. */
export function readPackage(
  folder: string,
  pattern = /\.(js|json|wxml|wxs|wxss)$/,
): Record<string, string> {
  const files: Record<string, string> = {}
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !pattern.test(entry.name)) continue
    const file = path.join(entry.parentPath, entry.name)
    files[path.relative(folder, file).split(path.sep).join('/')] = readFileSync(file, 'utf8')
  }
  return files
}

export { type AppJson, routesOf } from './app-json'
