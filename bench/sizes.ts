import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Bench } from './figure'

const mostMainBytes = 1_000_000
const mostCardBytes = 150_000

interface Sizes {
  weappMainBytes: number
  weappTotalBytes: number
  h5CardFirstLoadGzipBytes: number
}

/** What a phone must load: WeChat's main package, and a resident's browser for a grid's card. */
export const sizes: Bench = {
  name: 'sizes',
  async run() {
    const script = path.join(process.cwd(), 'miniprogram/scripts/measure-sizes.mjs')
    if (!existsSync(script)) throw new Error('miniprogram/scripts/measure-sizes.mjs is missing')
    const measured = JSON.parse(
      execFileSync(process.execPath, [script], { encoding: 'utf8' }),
    ) as Sizes
    const { weappMainBytes, weappTotalBytes, h5CardFirstLoadGzipBytes } = measured
    return [
      {
        name: 'weapp.mainPackage',
        value: weappMainBytes / 1e3,
        unit: 'KB',
        goal: { text: '≤ 1 MB', met: weappMainBytes <= mostMainBytes },
      },
      { name: 'weapp.total', value: weappTotalBytes / 1e3, unit: 'KB' },
      {
        name: 'h5.card.firstLoad.gzipped',
        value: h5CardFirstLoadGzipBytes / 1e3,
        unit: 'KB',
        goal: { text: '≤ 150 KB', met: h5CardFirstLoadGzipBytes <= mostCardBytes },
      },
    ]
  },
}
