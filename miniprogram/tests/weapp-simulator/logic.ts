import { hiddenGlobals, inertFunction } from './hidden-globals'
import { bridged, folderOf, join, normalize, setPath } from './paths'
import { type AppJson, routesOf } from './app-json'
import { findNodes, textOf } from './tree'
import type { Environment, PageInstance, Query, TreeNode, WxOptions } from './types'
import { createWx, watchedWx } from './wx'

type Definition = Record<string, unknown>

const tickMs = 20
/** Long, so that a busy machine is not taken for a broken page. */
const patienceMs = 15_000

function tick(ms = tickMs): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Names that libraries ask for only to see whether they are there. */
const asked = new Set([
  'then',
  'toJSON',
  'cloud',
  'webpackJsonp',
  '$$typeof',
  'prototype',
  'constructor',
])

/** WeChat's logic layer, running a built package. */
export class Program {
  readonly app: AppJson
  readonly routes: string[]
  readonly stack: PageInstance[] = []
  /** Whatever went wrong by itself. */
  readonly problems: string[] = []
  readonly wx
  readonly calls
  /** Tells the program an event: ('NetworkStatusChange', { isConnected: false }). */
  readonly emit
  private readonly modules = new Map<string, { exports: unknown }>()
  private readonly definitions = new Map<string, Definition>()
  private readonly globals: Record<string, unknown>
  private appDefinition: Definition = {}
  private pending: Definition | null = null

  constructor(private readonly environment: Environment) {
    this.app = JSON.parse(environment.files['app.json'] ?? '{}')
    this.routes = routesOf(this.app)
    const state = createWx({
      ...environment,
      wx: { ...this.navigation(), ...this.launchOptions(), ...environment.wx },
    })
    this.calls = state.calls
    this.emit = state.emit
    this.wx = watchedWx(state, (name) => {
      if (!asked.has(name)) this.problem(`wx.${name} does not exist`)
    })
    this.globals = this.makeGlobals()
  }

  problem(text: string) {
    this.problems.push(text)
  }

  private makeGlobals(): Record<string, unknown> {
    const global: Record<string, unknown> = {}
    const define = (definition: Definition) => {
      this.pending = definition
    }
    const quiet = () => undefined
    const console = {
      log: quiet,
      info: quiet,
      debug: quiet,
      warn: quiet,
      error: (...parts: unknown[]) => this.problem(`console.error: ${parts.map(String).join(' ')}`),
    }
    return {
      ...Object.fromEntries(hiddenGlobals.map((name) => [name, undefined])),
      wx: this.wx,
      console,
      App: (definition: Definition) => {
        this.appDefinition = definition
      },
      Page: define,
      Component: define,
      Behavior: (definition: Definition) => definition,
      getApp: () => this.appDefinition,
      getCurrentPages: () => this.stack.slice(),
      requirePlugin: () => ({}),
      __wxConfig: {},
      global,
      globalThis: global,
      Function: inertFunction(global),
    }
  }

  private load(path: string): unknown {
    const { files, run } = this.environment
    let file = normalize(path)
    if (!file.endsWith('.js')) file = `${file}.js` in files ? `${file}.js` : join(file, 'index.js')
    const known = this.modules.get(file)
    if (known) return known.exports
    const source = files[file]
    if (source === undefined) throw new Error(`module not found: ${file}`)
    const module = { exports: {} as unknown }
    this.modules.set(file, module)
    const scope: Record<string, unknown> = {
      ...this.globals,
      require: (name: string) =>
        this.load(name.startsWith('.') ? join(folderOf(file), name) : name),
      module,
      exports: module.exports,
    }
    run(source, Object.keys(scope), Object.values(scope), file)
    return module.exports
  }

  private definitionOf(route: string): Definition {
    const known = this.definitions.get(route)
    if (known) return known
    const json = JSON.parse(this.environment.files[`${route}.json`] ?? '{}')
    for (const component of Object.values<string>(json.usingComponents ?? {})) {
      this.load(component.startsWith('/') ? component.slice(1) : join(folderOf(route), component))
    }
    this.pending = null
    this.load(route)
    const definition: Definition | null = this.pending
    if (definition === null) throw new Error(`${route} has no Page()`)
    this.definitions.set(route, definition)
    return definition
  }

  private makePage(route: string, query: Query): PageInstance {
    const page: PageInstance = {
      route,
      __route__: route,
      options: query,
      data: {},
      setData: () => undefined,
    }
    for (const [name, value] of Object.entries(this.definitionOf(route))) {
      page[name] = typeof value === 'function' ? value.bind(page) : bridged(value)
    }
    page.data ??= {}
    page.setData = (changes, done) => {
      for (const name of Object.keys(changes)) {
        if (changes[name] === undefined) this.problem(`setData of ${name} to undefined`)
        setPath(page.data, name, bridged(changes[name]))
      }
      this.environment.onRender?.(page)
      queueMicrotask(() => done?.())
    }
    page.selectComponent = () => null
    page.selectAllComponents = () => []
    page.getOpenerEventChannel = () => ({ on: () => undefined, emit: () => undefined })
    page.getTabBar = () => null
    return page
  }

  private parse(url: string): [string, Query] {
    const [path = '', query = ''] = url.split('?')
    const here = folderOf(this.stack[this.stack.length - 1]?.route ?? '.')
    const pairs = query
      .split('&')
      .filter(Boolean)
      .map((pair) => pair.split('=', 2) as [string, string])
    return [path.startsWith('/') ? path.slice(1) : join(here, path), Object.fromEntries(pairs)]
  }

  private async enter(route: string, query: Query) {
    const page = this.makePage(route, query)
    this.stack.push(page)
    this.environment.onStack?.(this.stack)
    await page.onLoad?.(query)
    await page.onShow?.()
    await tick()
    page.onReady?.()
    await tick()
  }

  private async go(kind: string, options: WxOptions) {
    try {
      if (kind === 'navigateBack') {
        for (let left = Number(options.delta ?? 1); left > 0 && this.stack.length > 1; left -= 1) {
          this.stack.pop()?.onUnload?.()
        }
        await this.stack[this.stack.length - 1]?.onShow?.()
      } else await this.goTo(kind, String(options.url))
      this.environment.onStack?.(this.stack)
      options.success?.({
        errMsg: `${kind}:ok`,
        eventChannel: { on: () => undefined, emit: () => undefined },
      })
      options.complete?.({})
    } catch (error) {
      const errMsg = `${kind}:fail ${error instanceof Error ? (error.stack ?? error.message) : error}`
      this.problem(errMsg)
      options.fail?.({ errMsg })
      options.complete?.({ errMsg })
    }
  }

  private async goTo(kind: string, url: string) {
    const [route, query] = this.parse(url)
    if (!this.routes.includes(route)) throw new Error(`page "${route}" is not found`)
    const isTab = this.app.tabBar?.list.some((tab) => tab.pagePath === route) ?? false
    if (isTab && (kind === 'navigateTo' || kind === 'redirectTo'))
      throw new Error(`"${route}" is a tab`)
    if (!isTab && kind === 'switchTab') throw new Error(`"${route}" is not a tab`)
    if (kind === 'navigateTo') {
      if (this.stack.length >= 10) throw new Error('more than ten pages open')
      this.stack[this.stack.length - 1]?.onHide?.()
    } else if (kind === 'redirectTo') this.stack.pop()?.onUnload?.()
    else while (this.stack.length > 0) this.stack.pop()?.onUnload?.()
    await this.enter(route, query)
  }

  private navigation() {
    const kinds = ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab', 'navigateBack']
    return Object.fromEntries(
      kinds.map((kind) => [kind, (options: WxOptions = {}) => this.go(kind, options)]),
    )
  }

  private launchOptions() {
    const options = () => ({ path: this.app.pages[0], query: {}, scene: 1001, referrerInfo: {} })
    return { getLaunchOptionsSync: options, getEnterOptionsSync: options }
  }

  /** Starts the program at its first page, or at another. */
  async launch(url?: string) {
    this.load('app.js')
    const app = this.appDefinition
    for (const [name, value] of Object.entries(app)) {
      if (typeof value === 'function') app[name] = value.bind(app)
    }
    const [route, query] = this.parse(`/${url ?? this.app.pages[0]}`)
    const options = { path: route, query, scene: 1001 }
    for (const name of ['onLaunch', 'onShow'])
      (app[name] as ((options: unknown) => void) | undefined)?.(options)
    await this.enter(route, query)
  }

  get page(): PageInstance {
    const page = this.stack[this.stack.length - 1]
    if (!page) throw new Error('no page is open')
    return page
  }

  private get root(): TreeNode {
    return this.page.data.root ?? {}
  }

  /** The text that the open page shows. */
  text(): string {
    return textOf(this.root)
  }

  byId(id: string): TreeNode {
    const [node] = findNodes(this.root, (one) => one.uid === id || one.sid === id)
    if (!node) throw new Error(`nothing with the id ${id} on ${this.page.route}`)
    return node
  }

  /** The innermost node that shows this text. */
  byText(text: string): TreeNode {
    const found = findNodes(this.root, (one) => textOf(one).includes(text))
    const node = found[found.length - 1]
    if (!node) throw new Error(`nothing says "${text}" on ${this.page.route}`)
    return node
  }

  /** An event as the view sends it; taps and touches go up to whoever holds the node. */
  async fire(node: TreeNode, type: string, detail: Record<string, unknown> = {}) {
    const isBubbling = ['tap', 'touchstart', 'touchmove', 'touchend', 'longpress'].includes(type)
    const way = isBubbling
      ? findNodes(this.root, (one) => findNodes(one, (inner) => inner === node).length > 0)
      : [node]
    const target = { id: node.uid ?? node.sid, dataset: { sid: node.sid } }
    for (const one of way.reverse()) {
      if (!one.sid) continue
      const currentTarget = { id: one.uid ?? one.sid, dataset: { sid: one.sid } }
      this.page.eh?.({
        type,
        detail,
        target,
        currentTarget,
        mark: {},
        timeStamp: 0,
        touches: [],
        changedTouches: [],
      })
    }
    await tick()
  }

  /** Taps what has this id, once it is there: a page draws itself in more than one step. */
  async tap(id: string) {
    if (!this.has(id)) await this.until(() => this.has(id), `${id} to be there`)
    await this.fire(this.byId(id), 'tap')
  }

  async type(id: string, value: string) {
    if (!this.has(id)) await this.until(() => this.has(id), `${id} to be there`)
    await this.fire(this.byId(id), 'input', { value, cursor: value.length })
  }

  /** Waits until the open page shows this text. */
  async waitForText(text: string) {
    await this.until(() => this.stack.length > 0 && this.text().includes(text), `"${text}"`)
  }

  /** Waits until something holds; an error tells what the page says when it never does. */
  async until(holds: () => boolean, what = 'what was waited for') {
    const giveUpAtMs = Date.now() + patienceMs
    while (!holds()) {
      if (Date.now() > giveUpAtMs) {
        const page = this.stack.length > 0 ? `${this.page.route} says: ${this.text()}` : 'no page'
        throw new Error(`waited in vain for ${what}; ${page}`)
      }
      await tick()
    }
  }

  private has(id: string): boolean {
    if (this.stack.length === 0) return false
    return findNodes(this.root, (one) => one.uid === id || one.sid === id).length > 0
  }

  wait = tick
}
