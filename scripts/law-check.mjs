// npm run law:check                                             every pack, and the blocks
// npm run law:check -- --regulation daning-2022                 one pack
// npm run law:check -- --regulation daning-2022 --text 办法.docx  its figures against the official text
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { lawTools, shanghaiToday } from './lib/law-tools.mjs'
import { blockFiles, featureNames, packSources } from './lib/law-sources.mjs'
import { runMain } from './lib/main.mjs'
import { Refusal, say } from './lib/say.mjs'

await runMain(async () => {
  const { regulation, text } = chosen()
  const tools = await lawTools()
  const sources = packSources().filter(({ id }) => regulation === undefined || id === regulation)
  if (sources.length === 0)
    throw new Refusal(`没有办法 ${regulation}。 No regulation is called ${regulation}.`)
  const complaints = [
    ...tools.checkLaw({
      sources,
      blocks: regulation === undefined ? blockFiles() : [],
      today: shanghaiToday(),
      features: featureNames(),
    }),
    ...(text === undefined ? [] : await compareText(tools, sources[0], text)),
  ]
  for (const complaint of complaints) process.stdout.write(`${tools.complaintText(complaint)}\n`)
  const names = sources.map(({ id }) => id).join('、')
  if (complaints.length === 0) say(`没有问题：${names} · the law is in order`)
  else say(`${complaints.length} 处问题（${names}） · ${complaints.length} complaints`)
  return complaints.length === 0 ? 0 : 1
})

function chosen() {
  try {
    const { values } = parseArgs({
      options: { regulation: { type: 'string' }, text: { type: 'string' } },
    })
    if (values.text !== undefined && values.regulation === undefined)
      throw new Refusal('--text 要和 --regulation 一起用。 --text needs --regulation.')
    return values
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(
      `用法：npm run law:check -- [--regulation 编号 [--text 文件]]。 ${error.message}`,
    )
  }
}

/** Figures that the official text lacks; those of a chosen reading are only told. */
async function compareText(tools, source, file) {
  const words = await readText(tools, file)
  const { complaints, notes } = tools.compareWithText(source, words, file, shanghaiToday())
  for (const note of notes) say(note)
  return complaints
}

async function readText(tools, file) {
  try {
    return await tools.textOfDocument(readFileSync(file))
  } catch (error) {
    throw new Refusal(`打不开 ${file}：${error.message}。 ${file} cannot be read.`)
  }
}
