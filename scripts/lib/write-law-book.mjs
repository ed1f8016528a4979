import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { articleMentions, packSources } from './law-sources.mjs'

/** Writes the page of each regulation and their index; answers the files. */
export function writeLawBook(tools, folder) {
  mkdirSync(folder, { recursive: true })
  return tools.bookPages(packSources(), articleMentions()).map(([name, html]) => {
    const file = path.join(folder, name)
    writeFileSync(file, html)
    return file
  })
}
