import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTestDatabase } from '../../cloud/platform/database/test-database'
import { projectFolder } from '../lib/project.mjs'
import prepareDatabase from './database'

/** Before the tests of pages: the demo county, seeded once for all of them to copy. */
export default async function setup(): Promise<() => Promise<void>> {
  const release = await prepareDatabase()
  const folder = mkdtempSync(path.join(tmpdir(), 'mingge-demo-'))
  const { url } = await createTestDatabase()
  seed(url, folder)
  process.env.TEST_DEMO_DATABASE_URL = url
  process.env.TEST_DEMO_FOLDER = folder
  return async () => {
    rmSync(folder, { recursive: true, force: true })
    await release()
  }
}

function seed(databaseUrl: string, folder: string): void {
  const program = path.join(projectFolder, 'dist/cloud/seed.mjs')
  if (!existsSync(program)) throw new Error(`${program} is missing: run npm run build:cloud first`)
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--enable-source-maps', program],
    {
      cwd: projectFolder,
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE_ENV: 'test',
        DATABASE_URL: databaseUrl,
        DATA_FOLDER: folder,
        LOG_LEVEL: 'error',
      },
    },
  )
  if (status !== 0) throw new Error(`seed ended with ${status}:\n${stdout}${stderr}`)
}
