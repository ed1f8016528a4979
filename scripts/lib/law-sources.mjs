// The law as it stands in its folders, read for the check, the book and their tests.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from './project.mjs'

const REGULATIONS = 'cloud/regulations'
const BLOCKS = 'cloud/rules/blocks'

/** Every folder of cloud/regulations that holds a pack, with the text of each of its files. */
export function packSources(folder = projectFolder) {
  return readdirSync(path.join(folder, REGULATIONS), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((id) => existsSync(path.join(folder, REGULATIONS, id, 'pack.yaml')))
    .sort()
    .map((id) => ({
      id,
      folder: `${REGULATIONS}/${id}`,
      files: filesUnder(`${REGULATIONS}/${id}`, folder),
    }))
}

/** The blocks of the engine, without their tests. */
export function blockFiles(folder = projectFolder) {
  return [...filesUnder(BLOCKS, folder)].filter(
    ([file]) => file.endsWith('.ts') && !/(\.test|-for-tests)\.ts$/.test(file),
  )
}

/** Names of the product's features: the folders of cloud/features. */
export function featureNames(folder = projectFolder) {
  return new Set(
    readdirSync(path.join(folder, 'cloud/features'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name),
  )
}

/** Where the product's features and pages name an article, e.g. DN-8.2; readings (A-DN-08) are none. */
export function articleMentions(folder = projectFolder) {
  const files = [
    ...filesUnder('cloud/features', folder),
    ...filesUnder('miniprogram/src/pages', folder),
    ...filesUnder('miniprogram/src/office/pages', folder),
  ].filter(([file]) => !file.includes('.test.'))
  return files.flatMap(([file, text]) =>
    [
      ...text.matchAll(/(?<![A-Za-z-])[A-Z]{2,4}-\d[\da-z.]*[\da-z]|(?<![A-Za-z-])[A-Z]{2,4}-\d/g),
    ].map(([article]) => ({ article, file })),
  )
}

function filesUnder(place, folder) {
  const files = readdirSync(path.join(folder, place), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|yaml)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort()
  return new Map(
    files.map((file) => [
      path.relative(folder, file).split(path.sep).join('/'),
      readFileSync(file, 'utf8'),
    ]),
  )
}
