// npm test                        everything
// npm test -- unit                one of: unit http pages weapp miniprogram
// npm test -- cloud/rules         the tests whose path contains this
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildCloud, buildPages, generateClient } from './lib/build.mjs'
import { ensureBrowser } from './lib/ensure-browser.mjs'
import { ensurePackages, refuseOldNode } from './lib/ensure-packages.mjs'
import { runMain } from './lib/main.mjs'
import { projectFolder } from './lib/project.mjs'
import { run } from './lib/run.mjs'
import { say } from './lib/say.mjs'
import { isStopping } from './lib/stopping.mjs'
import { closingLine, countResults, failureNames } from './lib/test-results.mjs'
import { testServer } from './lib/test-server.mjs'

/** What can be chosen. */
const PARTS = ['unit', 'http', 'miniprogram', 'weapp', 'pages']
const REPORTS = path.join(projectFolder, 'dist/test-reports')

await runMain(async () => {
  refuseOldNode()
  const { parts, filters } = chosen(process.argv.slice(2))
  await ensurePackages()
  rmSync(REPORTS, { recursive: true, force: true })
  mkdirSync(REPORTS, { recursive: true })
  const env = await prepare(parts, filters.length > 0)
  const results = []
  for (const stage of stagesOf(parts)) {
    const running = stage.map((group, index) => runGroup(group, filters, env, index > 0))
    results.push(...(await Promise.all(running)))
    if (isStopping()) return 130
  }
  const total = countResults(results)
  if (total.failed > 0) {
    say(`没有通过的部分 · failed: ${total.failedGroups.join(', ')}`)
    for (const name of failureNames(results)) {
      process.stdout.write(`  ${path.relative(projectFolder, name)}\n`)
    }
  }
  process.stdout.write(`\n${closingLine(total)}\n`)
  return total.failed === 0 && total.passed > 0 ? 0 : 1
})

function chosen(words) {
  const named = words.filter((word) => PARTS.includes(word))
  const filters = words.filter((word) => !PARTS.includes(word))
  if (named.length > 0) return { parts: PARTS.filter((part) => named.includes(part)), filters }
  return { parts: filters.length > 0 ? partsOf(filters) : PARTS, filters }
}

/** What a path needs is read off its name, so that one test file does not build everything. */
function partsOf(filters) {
  const parts = new Set()
  for (const filter of filters) {
    if (/pages/.test(filter) && /miniprogram/.test(filter)) parts.add('pages')
    else if (/weapp/.test(filter)) parts.add('weapp')
    else if (/miniprogram/.test(filter)) parts.add('miniprogram')
    else parts.add('unit').add('http')
  }
  return PARTS.filter((part) => parts.has(part))
}

/** Everything that the chosen parts need, and no more. Two builds at once: there are two cores. */
async function prepare(parts, filtered) {
  const wants = (...names) => names.some((name) => parts.includes(name))
  const env = { ...process.env, NODE_ENV: 'test' }
  // a test must never meet the product's database by way of an inherited setting
  delete env.DATABASE_URL
  await generateClient()
  if (wants('pages', 'weapp')) env.CHROMIUM_PATH = await ensureBrowser()
  if (wants('http', 'pages')) env.TEST_DATABASE_URL = (await testServer()).url
  const served = wants('pages') || (wants('http') && !filtered)
  if (served) await buildCloud()
  const builds = []
  if (served) builds.push(buildPages('h5'))
  if (wants('weapp')) builds.push(buildPages('weapp'))
  await Promise.all(builds)
  return env
}

/**
 * One vitest for the fast projects, which share the cores; then the pages, which need them too, and
 * beside them what waits more than it works.
 */
function stagesOf(parts) {
  const chosenOf = (...names) => names.filter((name) => parts.includes(name))
  const fast = chosenOf('unit', 'http')
  const rest = chosenOf('pages', 'miniprogram', 'weapp').map((part) => [part])
  return [fast.length > 0 ? [fast] : [], rest].filter((stage) => stage.length > 0)
}

/** What runs beside another is told at its end, so that the two do not speak at once. */
async function runGroup(group, filters, env, isBeside) {
  const name = group.join('-')
  say(`运行测试 · running tests: ${group.join(', ')}`)
  const report = path.join(REPORTS, `${name}.json`)
  const inClient = group.includes('miniprogram')
  const vitest = path.join(projectFolder, 'node_modules/vitest/vitest.mjs')
  const cwd = inClient ? path.join(projectFolder, 'miniprogram') : projectFolder
  const { status, output } = await run(
    process.execPath,
    [
      vitest,
      'run',
      ...(inClient ? [] : group.map((project) => `--project=${project}`)),
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters.map((filter) => (inClient ? filter.replace(/^miniprogram\//, '') : filter)),
    ],
    { quiet: isBeside, cwd, env },
  )
  if (isBeside) process.stdout.write(output)
  return { name, status, output, report: readReport(report) }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
