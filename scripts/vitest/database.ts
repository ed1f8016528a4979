import path from 'node:path'
import { dropCopies, prepareTemplate } from '../../cloud/platform/database/test-database'
import { projectFolder } from '../lib/project.mjs'
import { testServer } from '../lib/test-server.mjs'

/** Before the tests of a project: a server of this run's own, with a migrated template to copy from. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await testServer()
  process.env.TEST_DATABASE_URL = server.url
  await prepareTemplate(server.url, path.join(projectFolder, 'prisma/migrations'))
  return async () => {
    await dropCopies(server.url)
    await server.release()
  }
}
