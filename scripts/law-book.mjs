// npm run law:book                     one page a regulation, and an index, into dist/law-book
// npm run law:book -- --folder 文件夹    into another folder
// npm run law:coverage                 docs/coverage.md
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { articleMentions, packSources, practiceRows } from './lib/law-sources.mjs'
import { lawTools } from './lib/law-tools.mjs'
import { runMain } from './lib/main.mjs'
import { projectFolder } from './lib/project.mjs'
import { say } from './lib/say.mjs'

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string', default: 'dist/law-book' },
      coverage: { type: 'boolean', default: false },
    },
  })
  const tools = await lawTools()
  const mentions = articleMentions()
  if (values.coverage) {
    const text = tools.coverage(packSources(), practiceRows(), mentions)
    writeFileSync(path.join(projectFolder, 'docs/coverage.md'), text)
    say('docs/coverage.md')
    return 0
  }
  const folder = path.resolve(projectFolder, values.folder)
  mkdirSync(folder, { recursive: true })
  for (const [name, html] of tools.bookPages(packSources(), mentions)) {
    writeFileSync(path.join(folder, name), html)
    say(path.relative(process.cwd(), path.join(folder, name)))
  }
  return 0
})
