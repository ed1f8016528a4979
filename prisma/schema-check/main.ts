import { createSql } from './create-sql'
import { readDataModel } from './data-model'

const MODEL_FOLDER = 'prisma/model'

/** `--print-sql`: what a fresh database would be created with, as a start for a migration by hand. */
export async function printSql(folder = MODEL_FOLDER): Promise<string> {
  return `${createSql(await readDataModel(folder))}\n`
}
