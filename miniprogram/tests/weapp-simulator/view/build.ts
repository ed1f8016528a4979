import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { build } from 'esbuild'
import { type AppJson, readPackage, routesOf } from '../package-files'

/** Tags that WXSS names plainly and the page spells `wx-…`. */
const tags =
  'view|text|button|input|textarea|image|form|picker|scroll-view|swiper|swiper-item|switch|canvas|label|block|icon|slider|rich-text|video|map|cover-view'

/** How WeChat's built-in components look before anybody styles them. */
const builtIn = `
*{box-sizing:content-box}body{margin:0;font:16px system-ui,sans-serif}
wx-view,wx-form,wx-page,wx-scroll-view,wx-swiper,wx-swiper-item,wx-picker,wx-label,wx-rich-text{display:block}
wx-comp,wx-custom-wrapper{display:contents}wx-text{display:inline;white-space:pre-line}
wx-image{display:inline-block;width:320px;height:240px;overflow:hidden}wx-image>img{width:100%;height:100%}
wx-input{display:block;height:1.4em;overflow:hidden}
wx-input>input,wx-textarea>textarea{width:100%;height:100%;border:0;outline:0;background:transparent;font:inherit;color:inherit;padding:0}
wx-textarea{display:block;width:300px;height:150px}wx-textarea>textarea{resize:none}
wx-canvas{display:block;width:300px;height:150px}wx-scroll-view{overflow:auto}
`

function compileWxml(folder: string, names: string[]): string {
  const packageFile = createRequire(import.meta.url).resolve('miniprogram-compiler/package.json')
  const wcc = path.join(path.dirname(packageFile), 'bin', 'linux', 'wcc')
  chmodSync(wcc, 0o755)
  return execFileSync(wcc, ['-d', ...names], { cwd: folder, maxBuffer: 1 << 28 }).toString()
}

function spelled(selector: string): string {
  return selector
    .replace(/(^|[\s,>+~(])page(?=[\s,{.:>+~[]|$)/g, '$1wx-page')
    .replace(new RegExp(`(^|[\\s,>+~(])(${tags})(?=[\\s,{.:>+~\\[)]|$)`, 'g'), '$1wx-$2')
}

/** A style sheet with what it imports, in a browser's units and names. */
function styleOf(files: Record<string, string>, file: string, seen: Set<string>): string {
  const text = files[file]
  if (text === undefined || seen.has(file)) return ''
  seen.add(file)
  return text
    .replace(/@import\s+["']([^"']+)["'];?/g, (_all, name: string) =>
      styleOf(files, path.posix.normalize(path.posix.join(path.posix.dirname(file), name)), seen),
    )
    .replace(/(-?[\d.]+)rpx/g, (_all, number: string) => `calc(${number} * 100vw / 750)`)
    .replace(/([^{}]+)\{/g, (all, selector: string) =>
      selector.trim().startsWith('@') ? all : `${spelled(selector)}{`,
    )
}

/** Writes a page for Chromium that runs the built package of `folder` into `target`. */
export async function buildView(folder: string, target: string) {
  const files = readPackage(folder)
  const app: AppJson = JSON.parse(files['app.json'] ?? '{}')
  const seen = new Set<string>()
  const sheets = ['app.wxss', ...routesOf(app).map((route) => `${route}.wxss`)]
  const style = sheets.map((sheet) => styleOf(files, sheet, seen)).join('\n')
  const names = Object.keys(files)
  const bundle = await build({
    entryPoints: [path.join(import.meta.dirname, 'entry.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    external: ['node:*'],
  })
  const wanted = names.filter((name) => /\.(js|json)$/.test(name))
  mkdirSync(target, { recursive: true })
  const write = (name: string, text: string) => writeFileSync(path.join(target, name), text)
  write('files.json', JSON.stringify(Object.fromEntries(wanted.map((name) => [name, files[name]]))))
  write(
    'gwx.js',
    compileWxml(
      folder,
      names.filter((name) => /\.(wxml|wxs)$/.test(name)),
    ),
  )
  write('app.css', builtIn + style)
  write('entry.js', bundle.outputFiles[0]?.text ?? '')
  write(
    'index.html',
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
      '<link rel="stylesheet" href="app.css"><div id="root"></div>' +
      '<script src="gwx.js"></script><script src="entry.js"></script>',
  )
}
