import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFolder } from './project.mjs'

/** A small project: each file with what it imports, each package it knows. */
const ALLOWED = {
  'cloud/main.ts': ['./context'],
  'cloud/context.ts': ['./features/pay/pay.service', './features/pay/pay.store', './regulations'],
  'cloud/contract/pay.ts': ['zod/mini', './errors'],
  'cloud/contract/errors.ts': [],
  'cloud/features/pay/pay.routes.ts': ['./pay.service', '../../http/serve', '../../contract/pay'],
  'cloud/features/pay/pay.service.ts': [
    'type ./pay.store',
    'type ../staff/staff.service',
    '../../rules/engine',
    '../../law/split',
    '../../platform/clock',
  ],
  'cloud/features/pay/pay.store.ts': ['mysql2/promise', '../../platform/database/generated/client'],
  'cloud/features/pay/pay.test.ts': ['../../testing/county', '../../main', 'mysql2/promise'],
  'cloud/features/staff/staff.service.ts': [],
  'cloud/features/staff/staff.store.ts': [],
  'cloud/http/serve.ts': ['../contract/errors'],
  'cloud/law/split.ts': ['../rules/engine'],
  'cloud/platform/clock.ts': [],
  'cloud/platform/database/generated/client.ts': [],
  'cloud/platform/database/open.ts': ['mysql2/promise'],
  'cloud/regulations/index.ts': ['./daning/rules', './yicheng/rules'],
  'cloud/regulations/daning/rules.ts': ['../../rules/engine'],
  'cloud/regulations/yicheng/rules.ts': [],
  'cloud/rules/engine.ts': ['./trace'],
  'cloud/rules/trace.ts': [],
  'cloud/testing/county.ts': ['../main'],
  'miniprogram/src/page.ts': ['../../cloud/contract/pay'],
  'bench/check-ins.ts': ['../cloud/context'],
}

/** One import more, and the rule that has to refuse it. */
const REFUSED = [
  ['miniprogram/src/page.ts', '../../cloud/rules/engine', 'miniprogram-sees-the-contract-only'],
  ['miniprogram/src/page.ts', '../../cloud/http/serve', 'miniprogram-sees-the-contract-only'],
  ['cloud/http/serve.ts', '../../miniprogram/src/page', 'the-service-does-not-know-the-client'],
  ['cloud/contract/errors.ts', '../rules/trace', 'contract-imports-zod-only'],
  ['cloud/contract/errors.ts', 'node:fs', 'contract-imports-zod-only'],
  ['cloud/features/pay/pay.routes.ts', '../../context', 'features-import-inward-only'],
  [
    'cloud/features/pay/pay.service.ts',
    '../../regulations/daning/rules',
    'features-import-inward-only',
  ],
  [
    'cloud/features/pay/pay.service.ts',
    'type ../staff/staff.store',
    'features-meet-through-services',
  ],
  ['cloud/features/pay/pay.service.ts', '../staff/staff.service', 'services-are-handed-over'],
  ['cloud/features/pay/pay.routes.ts', 'mysql2/promise', 'only-stores-talk-to-the-database'],
  [
    'cloud/features/pay/pay.service.ts',
    '../../platform/database/generated/client',
    'only-stores-talk-to-the-database',
  ],
  ['cloud/rules/engine.ts', '../platform/clock', 'rules-import-nothing-outward'],
  ['cloud/rules/engine.ts', 'node:fs', 'rules-import-nothing-outward'],
  ['cloud/law/split.ts', 'node:fs', 'the-law-is-checked-from-its-text'],
  ['cloud/law/split.ts', '../regulations/daning/rules', 'the-law-is-checked-from-its-text'],
  ['cloud/regulations/daning/rules.ts', '../../platform/clock', 'a-regulation-imports-rules-only'],
  ['cloud/regulations/daning/rules.ts', '../yicheng/rules', 'regulations-never-import-each-other'],
  ['cloud/platform/clock.ts', '../features/staff/staff.service', 'platform-knows-no-feature'],
  ['cloud/http/serve.ts', '../../bench/check-ins', 'nobody-imports-bench-docs-or-scripts'],
  ['cloud/http/serve.ts', '../testing/county', 'nobody-imports-tests'],
  ['cloud/http/serve.ts', './nowhere', 'everything-is-found'],
]

describe('the import rules', () => {
  let folder

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'mingge-imports-'))
    write('package.json', '{"type":"module","dependencies":{"zod":"4.0.0","mysql2":"3.0.0"}}')
    write('tsconfig.json', '{"compilerOptions":{"moduleResolution":"bundler","module":"esnext"}}')
    for (const [name, entry] of [
      ['zod', 'mini'],
      ['mysql2', 'promise'],
    ]) {
      write(`node_modules/${name}/package.json`, `{"name":"${name}","version":"4.0.0"}`)
      write(`node_modules/${name}/${entry}.js`, 'export {}')
    }
  })

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  function write(file, content) {
    const whole = path.join(folder, file)
    mkdirSync(path.dirname(whole), { recursive: true })
    writeFileSync(whole, content)
  }

  function source(file, imports) {
    const lines = imports.map((name, index) =>
      name.startsWith('type ')
        ? `import type { T as T${index} } from '${name.slice(5)}'; export type U${index} = T${index}`
        : `import * as m${index} from '${name}'; export const v${index} = m${index}`,
    )
    write(file, [...lines, 'export type T = string'].join('\n'))
  }

  /** The rules that are broken, each with the importing file. */
  async function broken() {
    const command = path.join(projectFolder, 'node_modules/.bin/depcruise')
    const config = path.join(projectFolder, '.dependency-cruiser.cjs')
    const parameters = [
      '--config',
      config,
      '--output-type',
      'json',
      'cloud',
      'miniprogram',
      'bench',
    ]
    const output = await new Promise((resolve) => {
      execFile(command, parameters, { cwd: folder, maxBuffer: 2 ** 26 }, (_error, stdout, stderr) =>
        resolve(stdout || stderr),
      )
    })
    return JSON.parse(output).summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`)
  }

  function writeAllowed() {
    for (const [file, imports] of Object.entries(ALLOWED)) source(file, imports)
  }

  it('let through what the house allows', async () => {
    writeAllowed()
    expect(await broken()).toEqual([])
  })

  it('refuse each of the imports that the house forbids', async () => {
    writeAllowed()
    for (const file of new Set(REFUSED.map(([from]) => from))) {
      const more = REFUSED.filter(([from]) => from === file).map(([, imported]) => imported)
      source(file, [...ALLOWED[file], ...more])
    }
    const found = new Set(await broken())
    const missed = REFUSED.filter(([file, , rule]) => !found.has(`${rule}: ${file}`))
    expect(missed).toEqual([])
  })

  it('refuse files that import each other in a circle', async () => {
    writeAllowed()
    source('cloud/rules/trace.ts', ['./engine'])
    expect((await broken()).map((line) => line.split(':')[0])).toEqual(['no-circles'])
  })
})
