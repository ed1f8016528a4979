import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface MigrationFile {
  /** the folder's name, `<timestamp>_<name>`, which also gives the order */
  name: string
  script: string
  /** sha256 of the script as it is, as Prisma computes it */
  checksum: string
  /** the same under the other line ending: Git may have changed it, and that changes nothing */
  checksums: string[]
}

/** Prisma's own folder form: `<folder>/<timestamp>_<name>/migration.sql`. */
export function readMigrationFiles(folder: string): MigrationFile[] {
  if (!existsSync(folder)) throw new Error(`There is no folder of migrations at ${folder}.`)
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => readMigrationFile(folder, name))
}

function readMigrationFile(folder: string, name: string): MigrationFile {
  const file = path.join(folder, name, 'migration.sql')
  if (!existsSync(file)) throw new Error(`The migration ${name} has no migration.sql.`)
  const script = readFileSync(file, 'utf8')
  const unix = script.replaceAll('\r\n', '\n')
  return {
    name,
    script,
    checksum: sha256(script),
    checksums: [script, unix, unix.replaceAll('\n', '\r\n')].map(sha256),
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
