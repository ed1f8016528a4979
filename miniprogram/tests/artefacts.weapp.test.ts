import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'acorn'
import { describe, expect, test } from 'vitest'
import { weappSizes } from '../scripts/measure-sizes.mjs'
import { type AppJson, routesOf } from './weapp-simulator/package-files'

const dist = path.join(import.meta.dirname, '..', 'dist')
const weapp = path.join(dist, 'weapp')
const app: AppJson = JSON.parse(readFileSync(path.join(weapp, 'app.json'), 'utf8'))

function filesUnder(folder: string, extension: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** What does not parse, with why; an empty list when all is well. */
function unreadable(folder: string, ecmaVersion: 2019 | 'latest'): string[] {
  return filesUnder(folder, '.js').flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    for (const sourceType of ['script', 'module'] as const) {
      try {
        parse(text, { ecmaVersion, sourceType, allowReturnOutsideFunction: true })
        return []
      } catch (error) {
        if (sourceType === 'module') return [`${path.relative(folder, file)}: ${error}`]
      }
    }
    return []
  })
}

describe('what the phones get', () => {
  test('WeChat on old phones can parse every script (ES2019)', () => {
    expect(filesUnder(weapp, '.js').length).toBeGreaterThan(5)
    expect(unreadable(weapp, 2019)).toEqual([])
  })

  test.runIf(existsSync(path.join(dist, 'h5', 'index.html')))(
    'a browser can parse every script',
    () => {
      expect(filesUnder(path.join(dist, 'h5'), '.js').length).toBeGreaterThan(5)
      expect(unreadable(path.join(dist, 'h5'), 'latest')).toEqual([])
    },
  )

  test('the packages stay within what WeChat loads', () => {
    const { weappMainBytes, weappTotalBytes } = weappSizes()
    // a tenth below what is allowed: a page more goes into a package of its own
    expect(weappMainBytes).toBeLessThanOrEqual(900_000)
    expect(weappTotalBytes).toBeLessThanOrEqual(20_000_000)
    for (const { root } of app.subPackages ?? []) {
      const bytes = filesUnder(path.join(weapp, root), '').reduce(
        (sum, file) => sum + readFileSync(file).length,
        0,
      )
      expect(bytes, root).toBeLessThanOrEqual(2_000_000)
    }
  })

  test('what is fetched ahead is there, and no more than WeChat fetches', () => {
    const roots = (app.subPackages ?? []).map(({ root }) => root)
    const rules = Object.entries(app.preloadRule ?? {})
    expect(rules.length).toBeGreaterThan(0)
    for (const [page, { packages }] of rules) {
      expect(app.pages).toContain(page)
      for (const root of packages) expect(roots).toContain(root)
      const bytes = packages
        .flatMap((root) => filesUnder(path.join(weapp, root), ''))
        .reduce((sum, file) => sum + readFileSync(file).length, 0)
      expect(bytes, page).toBeLessThanOrEqual(2_000_000)
    }
  })

  test('what is needed in the field is in the main package', () => {
    for (const page of [
      'today',
      'check-ins',
      'report',
      'matter-raise',
      'matter',
      'leave',
      'outbox',
    ])
      expect(app.pages).toContain(`pages/${page}/index`)
  })

  test('charts are only in the subpackage that shows them', () => {
    const outside = filesUnder(weapp, '.js').filter(
      (file) => !file.startsWith(path.join(weapp, 'office')),
    )
    for (const file of outside) {
      expect(readFileSync(file, 'utf8').includes('zrender'), file).toBe(false)
    }
  })
})

/** The pages that the browser's build can open, by what its router is given. */
function browserRoutes(): string[] {
  const found = filesUnder(path.join(dist, 'h5'), '.js').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/path:"\/?((?:\w+\/)?pages\/[\w/-]+)",load:/g)].map(
      ([, route = '']) => route,
    ),
  )
  return [...new Set(found)].filter((route) => route !== 'pages/kit/index').sort()
}

describe.runIf(existsSync(path.join(dist, 'h5', 'index.html')))('both builds', () => {
  test('have the same pages', () => {
    expect(browserRoutes()).toEqual([...routesOf(app)].sort())
  })
})

describe('app.json', () => {
  test('names what WeChat asks permission for', () => {
    expect(app.requiredPrivateInfos).toEqual(['getLocation'])
    expect(app.permission?.['scope.userLocation']?.desc).toMatch(/签到/)
    expect(app.__usePrivacyCheck__).toBe(true)
    expect(app.lazyCodeLoading).toBe('requiredComponents')
  })

  test('every page is there, and its parts', () => {
    for (const route of routesOf(app)) {
      for (const extension of ['js', 'json', 'wxml']) {
        expect(existsSync(path.join(weapp, `${route}.${extension}`)), `${route}.${extension}`).toBe(
          true,
        )
      }
    }
  })

  test('tabs are pages of the main package and have their pictures', () => {
    for (const tab of app.tabBar?.list ?? []) {
      expect(app.pages).toContain(tab.pagePath)
      for (const picture of ['iconPath', 'selectedIconPath'] as const) {
        const file = (tab as Record<string, string>)[picture]
        expect(existsSync(path.join(weapp, file ?? '')), file).toBe(true)
      }
    }
    expect(app.tabBar?.list).toHaveLength(4)
  })

  test('the page for development is not in it', () => {
    expect(routesOf(app)).not.toContain('pages/kit/index')
  })
})
