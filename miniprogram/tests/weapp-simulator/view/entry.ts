import { Program } from '../logic'
import type { PageInstance, WxRequest } from '../types'
import { View } from './dom'
import type { Generator } from './elements'

declare global {
  interface Window {
    $gwx: Generator
    mini?: Program
    /** The service, given by the test: takes {url, method, data, header} as JSON, answers as JSON. */
    answerRequest?: (request: string) => Promise<string>
    /** What is on the phone already, by key. */
    phoneStorage?: Record<string, unknown>
  }
}

async function start() {
  const files: Record<string, string> = await (await fetch('files.json')).json()
  const mount = document.getElementById('root')
  if (!mount) throw new Error('no place for the pages')
  const holder: { program?: Program } = {}
  const program = () => {
    if (!holder.program) throw new Error('not started')
    return holder.program
  }
  const view = new View(program, window.$gwx, mount)
  holder.program = new Program({
    files,
    run: (source, names, values, fileName) => {
      const body = `(function(${names.join(',')}){${source}\n})\n//# sourceURL=mini/${fileName}`
      // biome-ignore lint/security/noGlobalEval: running a built package is what this page is for
      globalThis.eval(body)(...values)
    },
    select: view.select,
    storage: new Map(Object.entries(window.phoneStorage ?? {})),
    onStack: (stack: PageInstance[]) => view.showStack(stack),
    onRender: (page: PageInstance) => view.render(page),
    request: async ({ url, method, data, header }: WxRequest) => {
      if (!window.answerRequest) throw new Error('no network in this test')
      return JSON.parse(await window.answerRequest(JSON.stringify({ url, method, data, header })))
    },
  })
  window.mini = holder.program
  await holder.program.launch(new URLSearchParams(location.search).get('path') ?? undefined)
  document.documentElement.dataset.ready = 'yes'
}

void start()
