import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packSources } from './lib/law-sources.mjs'
import { projectFolder } from './lib/project.mjs'

let folder

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mingge-law-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(script, ...words) {
  return spawnSync(process.execPath, [path.join(projectFolder, 'scripts', script), ...words], {
    cwd: projectFolder,
    encoding: 'utf8',
  })
}

function textFile(name, text) {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

const daning = ['--regulation', 'daning-2022']

/** A command is a process of its own, which takes its time where others run. */
const patience = 90_000

describe('npm run law:check', { timeout: patience }, () => {
  it('finds every pack in order, names them and ends well', () => {
    const { status, stdout, stderr } = run('law-check.mjs')
    expect([status, stderr]).toEqual([0, ''])
    for (const { id } of packSources()) expect(stdout).toContain(id)
  })

  it('ends badly where the official text has other figures, and names article and figure', () => {
    const words = [
      '第七条 管理。',
      '第八条 工作任务：',
      '（一）每月签到不少于 21 次。',
      '（二）每月上报有效信息不少于 22 条。',
      '第九条 其他。',
    ]
    const text = textFile('other.txt', words.join('\n'))
    const { status, stdout } = run('law-check.mjs', ...daning, '--text', text)
    expect(status).toBe(1)
    expect(stdout).toMatch(/parameters\.yaml:\d+ .*checkInQuota.*20 次.*DN-8\.1 的正文里没有这个数/)
    // an article that this text lacks altogether
    expect(stdout).toContain('没有找到 DN-12.3')
    expect(stdout).toMatch(/\d+ 处问题（daning-2022）/)
  })

  it('says in a sentence what it was not given rightly', () => {
    const absent = run('law-check.mjs', '--regulation', 'nowhere-1900')
    expect([absent.status, absent.stderr.trim()]).toEqual([
      1,
      '没有办法 nowhere-1900。 No regulation is called nowhere-1900.',
    ])
    const lost = run('law-check.mjs', ...daning, '--text', path.join(folder, 'lost.docx'))
    expect([lost.status, lost.stderr]).toEqual([1, expect.stringContaining('打不开')])
    for (const answer of [absent, lost, run('law-check.mjs', '--text', 'a.docx')]) {
      expect(answer.status).toBe(1)
      expect(answer.stderr).not.toMatch(/\n\s+at /)
    }
  })
})

describe('npm run law:book', { timeout: patience }, () => {
  it('writes a page for each pack, and an index that leads to each', () => {
    const { status, stderr } = run('law-book.mjs', '--folder', folder)
    expect([status, stderr]).toEqual([0, ''])
    const pages = readdirSync(folder).filter((name) => name.endsWith('.html'))
    const index = readFileSync(path.join(folder, 'index.html'), 'utf8')
    for (const { id } of packSources()) {
      expect(pages).toContain(`${id}.html`)
      expect(index).toContain(`${id}.html`)
    }
    // the base pay of a rural worker, with its article
    expect(readFileSync(path.join(folder, 'daning-2022.html'), 'utf8')).toContain('第十一条')
  })
})
