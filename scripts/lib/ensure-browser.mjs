import { existsSync, readdirSync } from 'node:fs'
import { aptInstall, canInstall, findProgram } from './programs.mjs'
import { Refusal } from './say.mjs'

/** The shell first: the same engine without windows, at little more than half the processor time. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
]
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
const FONT_FOLDER = '/usr/share/fonts/opentype/noto'

/** The Chromium that the page tests drive; installed with a Chinese font where that is allowed. */
export async function ensureBrowser() {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (existsSync(given)) return given
    throw new Refusal(
      `CHROMIUM_PATH 指的 ${given} 不存在。 CHROMIUM_PATH names ${given}, which does not exist.`,
    )
  }
  if (canInstall()) await install()
  const found = find()
  if (found) return found
  throw new Refusal(
    '页面测试要用 Chromium：请安装它（Debian：apt-get install chromium fonts-noto-cjk），或在 CHROMIUM_PATH 里给出它的位置。 ' +
      'The page tests need Chromium: install it, or name it in CHROMIUM_PATH.',
  )
}

async function install() {
  const fonts = hasChineseFont() ? [] : ['fonts-noto-cjk']
  const purpose = '测试用的浏览器和中文字体'
  if (find()) {
    if (fonts.length > 0) await aptInstall(fonts, purpose)
    return
  }
  try {
    await aptInstall(['chromium-headless-shell', ...fonts], purpose)
  } catch {
    // not every distribution has the shell as a package of its own
    await aptInstall(['chromium', ...fonts], purpose)
  }
}

function find() {
  return findProgram(NAMES) ?? (existsSync(MAC) ? MAC : null)
}

function hasChineseFont() {
  return existsSync(FONT_FOLDER) && readdirSync(FONT_FOLDER).some((file) => file.includes('CJK'))
}
