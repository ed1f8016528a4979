// npm run law:book                     one page a regulation, and an index, into dist/law-book
// npm run law:book -- --folder 文件夹    into another folder
// npm run law:coverage                 docs/coverage.md
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { articleMentions, packSources } from './lib/law-sources.mjs'
import { lawTools } from './lib/law-tools.mjs'
import { runMain } from './lib/main.mjs'
import { projectFolder } from './lib/project.mjs'
import { say } from './lib/say.mjs'
import { writeLawBook } from './lib/write-law-book.mjs'

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string', default: 'dist/law-book' },
      coverage: { type: 'boolean', default: false },
    },
  })
  const tools = await lawTools()
  if (values.coverage) {
    const text = tools.coverage(packSources(), articleMentions())
    writeFileSync(path.join(projectFolder, 'docs/coverage.md'), text)
    say('docs/coverage.md')
    return 0
  }
  const folder = path.resolve(projectFolder, values.folder)
  for (const file of writeLawBook(tools, folder)) say(path.relative(process.cwd(), file))
  return 0
})
