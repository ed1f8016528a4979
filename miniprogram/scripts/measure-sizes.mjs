/**
 * Prints, as JSON, the sizes of the built client: what WeChat loads first and in all, and what a
 * resident's browser loads (gzipped) to see a grid's card. With --files also which files those are.
 */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { serveStatic } from './static-server.mjs'

const dist = path.join(import.meta.dirname, '..', 'dist')
const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

export function weappSizes(folder = path.join(dist, 'weapp')) {
  const app = JSON.parse(readFileSync(path.join(folder, 'app.json'), 'utf8'))
  const roots = (app.subPackages ?? app.subpackages ?? []).map(
    (one) => path.join(folder, one.root) + path.sep,
  )
  let mainBytes = 0
  let totalBytes = 0
  for (const file of filesUnder(folder)) {
    if (file.endsWith('.LICENSE.txt') || file.endsWith('.map')) continue
    const { length } = readFileSync(file)
    totalBytes += length
    if (!roots.some((root) => file.startsWith(root))) mainBytes += length
  }
  return { weappMainBytes: mainBytes, weappTotalBytes: totalBytes }
}

/** Every file of ours that the card page asks for, gzipped as the service sends it. */
export async function cardFirstLoad(folder = path.join(dist, 'h5')) {
  const files = new Map()
  const server = await serveStatic(folder, {
    answer: (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      if (!pathname.startsWith('/api/')) return false
      response.writeHead(404, { 'content-type': 'application/json' })
      response.end('{"error":{"code":"notFound","message":"没有找到","requestId":"0"}}')
      return true
    },
  })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: chromiumFlags,
  })
  try {
    const page = await browser.newPage({ viewport: { width: 375, height: 812 } })
    page.on('response', async (response) => {
      const url = new URL(response.url())
      if (url.origin !== server.origin || url.pathname.startsWith('/api/')) return
      const body = await response.body().catch(() => Buffer.alloc(0))
      files.set(url.pathname, gzipSync(body, { level: 6 }).length)
    })
    await page.goto(`${server.origin}/g/141030100001A001`, { waitUntil: 'networkidle' })
    await page.waitForTimeout(300)
  } finally {
    await browser.close()
    await server.close()
  }
  return files
}

if (import.meta.filename === process.argv[1]) {
  const files = await cardFirstLoad()
  const sum = [...files.values()].reduce((total, bytes) => total + bytes, 0)
  const listing = process.argv.includes('--files') ? { files: Object.fromEntries(files) } : {}
  process.stdout.write(
    `${JSON.stringify({ ...weappSizes(), h5CardFirstLoadGzipBytes: sum, ...listing }, null, 2)}\n`,
  )
}
