import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { lastLines, run } from './run.mjs'
import { Refusal, step } from './say.mjs'

const USUAL_FOLDERS = [
  '/usr/sbin',
  '/usr/bin',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/libexec',
  '/opt/homebrew/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/usr/local/mysql/bin',
]

export function findProgram(names, extraFolders = []) {
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    ...USUAL_FOLDERS,
    ...extraFolders,
  ]
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name)
      if (folder !== '' && isExecutable(file)) return file
    }
  }
  return null
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export function isRoot() {
  return process.getuid?.() === 0
}

/** Whether this machine lets us install Debian packages. */
export function canInstall() {
  return isRoot() && existsSync('/usr/bin/apt-get')
}

let queue = Promise.resolve()

/** One at a time: apt holds a lock of its own. */
export function aptInstall(packages, purpose) {
  const installed = queue.then(() => install(packages, purpose))
  // one that fails must not fail those after it
  queue = installed.catch(() => undefined)
  return installed
}

async function install(packages, purpose) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const names = packages.join(' ')
  await step(`安装${purpose} · apt-get install ${names}`, async () => {
    const update = await run('apt-get', ['update', '-qq'], { env })
    const result = await run(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', ...packages],
      { env },
    )
    if (result.status !== 0) {
      throw new Refusal(
        `${lastLines(`${update.output}\n${result.output}`, 12)}\n` +
          `没能装上${purpose}（apt-get install ${names}），请检查网络和软件源后重试。 ` +
          `apt-get could not install ${names}; check the network and the package sources, then try again.`,
      )
    }
  })
}
