import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from './project.mjs'
import { lastLines, run } from './run.mjs'
import { Refusal, say, step } from './say.mjs'

const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/

export function refuseOldNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Refusal(
    `需要 Node.js 20.19 或更新的版本，现在是 ${version}。 Node.js 20.19 or newer is needed; this is ${version}.`,
  )
}

/**
 * npm writes `node_modules/.package-lock.json` at the end of an install: comparing it with the
 * project's lock file tells whether what is installed is what is wanted, also after a `git pull`.
 */
export function missingPackages(folder = projectFolder) {
  const installedFile = path.join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(installedFile)) return null
  const wanted = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(wanted)
    .filter(([place, entry]) => place.includes('node_modules/') && !entry.link)
    .filter(([, entry]) => !entry.optional && !entry.devOptional && !entry.peer)
    .filter(([place, entry]) => installed[place]?.version !== entry.version)
    .map(([place]) => place)
}

export async function ensurePackages() {
  const missing = missingPackages()
  if (missing?.length === 0) return
  const why = missing === null ? '首次安装' : `${missing.length} 个有变`
  await step(`安装依赖包（${why}，约一两分钟） · npm ci`, async () => {
    const env = { ...process.env, npm_config_loglevel: 'error' }
    const result = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], { env })
    if (result.status !== 0) throw new Refusal(installProblem(result.output))
  })
  say('依赖包已装好 · packages installed')
}

export function installProblem(output) {
  const sentence = NO_NETWORK.test(output)
    ? '连不上 npm 软件源：请检查网络，或用 npm config set registry 换一个可用的源，然后重试。 The npm registry cannot be reached: check the network, or choose another one with npm config set registry, then try again.'
    : 'npm ci 没有成功，原因见上。 npm ci failed for the reason above.'
  return `${lastLines(output, 20)}\n${sentence}`
}
