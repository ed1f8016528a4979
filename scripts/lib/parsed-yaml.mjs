import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'

/**
 * For a bundle whose packs do not change after it is made: their YAML is read when the bundle is, and
 * a start neither loads the reader nor runs it. A file that cannot be read fails at the start as it
 * would have without this.
 */
export function parsedYaml(regulationsFolder) {
  return {
    name: 'parsed-yaml',
    setup(build) {
      build.onResolve({ filter: /^yaml$/ }, () => ({ path: 'yaml', namespace: 'parsed-yaml' }))
      build.onLoad({ filter: /.*/, namespace: 'parsed-yaml' }, () => ({
        contents: moduleOf(filesIn(regulationsFolder)),
        resolveDir: regulationsFolder,
      }))
    },
  }
}

/** The files of each pack itself, without its cases. */
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((pack) => pack.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(path.join(folder, name))
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => path.join(folder, name, file)),
    )
}

/** Answers `parse` for the texts of these files. */
function moduleOf(files) {
  const imports = files.map((file, index) => `import text${index} from ${JSON.stringify(file)}`)
  const entries = files.map((file, index) => `[text${index}, ${JSON.stringify(readFile(file))}]`)
  return `${imports.join('\n')}
const read = new Map([${entries.join(',\n')}])
export function parse(text) {
  const { json, fault } = read.get(text) ?? { fault: 'was not there when the bundle was made' }
  if (fault !== undefined) throw new Error(fault)
  return JSON.parse(json)
}
`
}

function readFile(file) {
  try {
    return { json: JSON.stringify(parse(readFileSync(file, 'utf8'))) }
  } catch (error) {
    return { fault: error.message }
  }
}
