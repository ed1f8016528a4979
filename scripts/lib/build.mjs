import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fingerprint, unlessMade } from './fingerprint.mjs'
import { precompress } from './precompress.mjs'
import { projectFolder } from './project.mjs'
import { lastLines, run } from './run.mjs'
import { Refusal, step } from './say.mjs'

const PAGE_SOURCES = [
  'miniprogram/src',
  'miniprogram/config',
  'miniprogram/types',
  'miniprogram/package.json',
  'miniprogram/babel.config.js',
  'miniprogram/tsconfig.json',
  'cloud/contract',
  'package-lock.json',
]
const PAGE_RESULTS = {
  h5: ['miniprogram/dist/h5/index.html'],
  weapp: ['miniprogram/dist/weapp/app.json', 'miniprogram/dist/weapp/app.js'],
}

/** The client of the data model, when the model or Prisma itself has changed. */
export async function generateClient() {
  const folder = 'cloud/platform/database/generated'
  const sources = fingerprint([
    'prisma/model',
    'prisma.config.ts',
    'node_modules/prisma/package.json',
  ])
  await unlessMade('prisma-client', sources, [`${folder}/client.ts`], () =>
    step('生成数据模型的代码 · prisma generate', async () => {
      rmSync(path.join(projectFolder, folder), { recursive: true, force: true })
      const prisma = path.join(projectFolder, 'node_modules/prisma/build/index.js')
      await mustSucceed(run(process.execPath, [prisma, 'generate'], { env: withoutEngine() }), {
        chinese: '没能生成数据模型的代码。',
        english: 'prisma generate failed.',
      })
    }),
  )
}

/**
 * Prisma downloads its schema engine on every command, also on `generate`, which never calls it.
 * Naming any program as the engine keeps it from asking the network.
 */
export function withoutEngine() {
  return {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    ...process.env,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  }
}

/** esbuild takes a fraction of a second: always, so that nothing stale can run. */
export async function buildCloud() {
  const script = path.join(projectFolder, 'scripts/build-cloud.mjs')
  await step('编译服务 · building the service', () =>
    mustSucceed(run(process.execPath, [script]), {
      chinese: '服务没有编译成功。',
      english: 'The service did not build.',
    }),
  )
}

export async function buildPages(target) {
  const settings = Object.entries(process.env)
    .filter(([name]) => /^(TARO_APP|MINGGE)_/.test(name))
    .sort()
    .map((entry) => entry.join('='))
    .join('\n')
  const sources = fingerprint(PAGE_SOURCES, settings)
  await unlessMade(`pages-${target}`, sources, PAGE_RESULTS[target], () =>
    step(`编译页面（约半分钟到一分钟） · building pages (${target})`, async () => {
      const env = { ...process.env, NODE_ENV: 'production' }
      await mustSucceed(run('npm', ['run', `build:${target}`, '-w', 'miniprogram'], { env }), {
        chinese: `页面（${target}）没有编译成功。`,
        english: `The pages (${target}) did not build.`,
      })
      refuseHalfBuilt(target)
      if (target === 'h5') await precompress(path.join(projectFolder, 'miniprogram/dist/h5'))
    }),
  )
}

/** Taro ends with status 0 on some failed builds. */
function refuseHalfBuilt(target) {
  const absent = PAGE_RESULTS[target].filter((file) => !existsSync(path.join(projectFolder, file)))
  if (absent.length === 0) return
  throw new Refusal(
    `页面（${target}）编译后缺 ${absent.join('、')}。 The build of ${target} left out ${absent.join(', ')}.`,
  )
}

async function mustSucceed(running, { chinese, english }) {
  const result = await running
  if (result.status === 0) return
  throw new Refusal(`${lastLines(result.output, 40)}\n${chinese} ${english}`)
}
