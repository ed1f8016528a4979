import type { Program } from '../logic'
import type { PageInstance, SelectorOperation } from '../types'
import {
  type Generator,
  type VirtualNode,
  type WxElement,
  apply,
  datasetOf,
  handlersOf,
  makeElement,
} from './elements'

const bubbling = new Set(['tap', 'touchstart', 'touchmove', 'touchend', 'touchcancel', 'longpress'])
/** Taro's own components, whose WXML is drawn where they stand. */
const componentFiles: Record<string, string> = {
  'wx-comp': 'comp.wxml',
  'wx-custom-wrapper': 'custom-wrapper.wxml',
}

type Detail = Record<string, unknown>
type Point = {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
  x: number
  y: number
}

function flatten(nodes: VirtualNode['children'], into: (VirtualNode | string)[] = []) {
  for (const node of nodes ?? []) {
    if (typeof node === 'string' || typeof node === 'number') into.push(String(node))
    else if (node.tag === 'virtual') flatten(node.children, into)
    else into.push(node)
  }
  return into
}

/** WeChat's view layer, in the browser's own elements. */
export class View {
  private readonly pages = new Map<PageInstance, WxElement>()

  constructor(
    private readonly program: () => Program,
    private readonly generate: Generator,
    private readonly mount: HTMLElement,
  ) {
    this.listen()
  }

  private childrenOf(node: VirtualNode): VirtualNode['children'] {
    const file = componentFiles[node.tag]
    return file ? this.generate(file)({ ...node.attr }, {}, {}).children : node.children
  }

  private patch(parent: WxElement, nodes: VirtualNode['children']) {
    const present = [...parent.childNodes].filter((child) => child !== parent.wxInner)
    let index = 0
    for (const node of flatten(nodes)) {
      const here = present[index]
      if (typeof node === 'string') {
        if (here instanceof Text) here.data = node
        else {
          const made = document.createTextNode(node)
          parent.insertBefore(made, here ?? null)
          present.splice(index, 0, made)
        }
      } else {
        const element = this.place(parent, present, index, node)
        apply(element, node)
        if (!element.wxInner) this.patch(element, this.childrenOf(node))
      }
      index += 1
    }
    for (const left of present.slice(index)) left.remove()
  }

  /** The element for a node: the one that stands there, the same one from further on, or a new one. */
  private place(
    parent: WxElement,
    present: ChildNode[],
    index: number,
    node: VirtualNode,
  ): WxElement {
    const key = node.attr?.['data-sid']
    const fits = (child: ChildNode | undefined): child is WxElement =>
      child instanceof HTMLElement &&
      child.localName === node.tag &&
      (child as WxElement).wxKey === key
    const here = present[index]
    if (fits(here)) return here
    const found = present.findIndex((child, at) => at > index && key !== undefined && fits(child))
    const element = found > 0 ? (present.splice(found, 1)[0] as WxElement) : makeElement(node.tag)
    element.wxKey = key
    parent.insertBefore(element, here ?? null)
    present.splice(index, 0, element)
    return element
  }

  render(page: PageInstance) {
    let element = this.pages.get(page)
    if (!element) {
      element = document.createElement('wx-page') as WxElement
      element.setAttribute('is', page.route)
      element.wxPage = page
      this.mount.appendChild(element)
      this.pages.set(page, element)
    }
    this.patch(element, this.generate(`${page.route}.wxml`)(page.data, {}, {}).children)
  }

  showStack(stack: readonly PageInstance[]) {
    for (const [page, element] of this.pages) {
      if (stack.includes(page)) continue
      element.remove()
      this.pages.delete(page)
    }
    for (const page of stack) if (!this.pages.has(page)) this.render(page)
    for (const [page, element] of this.pages) {
      element.style.display = page === stack[stack.length - 1] ? 'block' : 'none'
    }
  }

  private fire(from: Element, type: string, detail: Detail = {}, extra: Detail = {}) {
    const page = (from.closest('wx-page') as WxElement | null)?.wxPage
    const about = (element: WxElement) => ({
      id: element.id,
      dataset: datasetOf(element.wxAttributes),
    })
    let target = from as WxElement | null
    while (target && !target.wxAttributes) target = target.parentElement
    if (!target || !page) return
    for (
      let element: WxElement | null = target;
      element && element.localName !== 'wx-page';
      element = element.parentElement
    ) {
      const handler = handlersOf(element.wxAttributes)[type]
      const method = handler ? page[handler.method] : undefined
      if (typeof method === 'function') {
        const event = {
          type,
          timeStamp: performance.now(),
          target: about(target),
          currentTarget: about(element),
        }
        method({ ...event, mark: {}, detail, touches: [], changedTouches: [], ...extra })
      }
      if (handler?.isLast || !bubbling.has(type)) return
    }
  }

  private listen() {
    const { mount } = this
    mount.addEventListener('click', (event) => {
      const element = event.target as WxElement
      const button = element.closest('wx-button') as WxElement | null
      if (button?.wxAttributes?.disabled) return
      const at = [this.point(event, 0)]
      this.fire(
        element,
        'tap',
        { x: event.pageX, y: event.pageY },
        { touches: at, changedTouches: at },
      )
    })
    for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
      mount.addEventListener(
        type,
        (event) => {
          const points = (list: TouchList) =>
            [...list].map((touch) => this.point(touch, touch.identifier))
          this.fire(
            event.target as Element,
            type,
            {},
            { touches: points(event.touches), changedTouches: points(event.changedTouches) },
          )
        },
        { passive: true },
      )
    }
    const fromInner = (event: Event) => {
      const owner = (event.target as HTMLElement).parentElement as WxElement | null
      return owner?.wxInner === event.target ? owner : null
    }
    mount.addEventListener('input', (event) => {
      const owner = fromInner(event)
      const { value, selectionStart } = event.target as HTMLInputElement
      if (owner) this.fire(owner, 'input', { value, cursor: selectionStart })
    })
    mount.addEventListener('change', (event) => {
      const owner = fromInner(event)
      if (owner?.localName === 'wx-switch')
        this.fire(owner, 'change', { value: (event.target as HTMLInputElement).checked })
    })
    for (const [type, name] of [
      ['focusin', 'focus'],
      ['focusout', 'blur'],
    ] as const) {
      mount.addEventListener(type, (event) => {
        const owner = fromInner(event)
        if (owner)
          this.fire(owner, name, { value: (event.target as HTMLInputElement).value, height: 0 })
      })
    }
    mount.addEventListener('load', (event) => this.image(event, 'load'), true)
    mount.addEventListener('error', (event) => this.image(event, 'error'), true)
  }

  private image(event: Event, type: string) {
    const owner = (event.target as HTMLElement).parentElement as WxElement | null
    const { naturalWidth, naturalHeight } = event.target as HTMLImageElement
    if (owner?.localName === 'wx-image')
      this.fire(owner, type, { width: naturalWidth, height: naturalHeight })
  }

  private point(from: MouseEvent | Touch, identifier: number): Point {
    const { pageX, pageY, clientX, clientY } = from
    const box = (from.target as Element | null)?.getBoundingClientRect()
    return {
      identifier,
      pageX,
      pageY,
      clientX,
      clientY,
      x: clientX - (box?.left ?? 0),
      y: clientY - (box?.top ?? 0),
    }
  }

  /** What a selector query asks, of the page in front. */
  select = (operations: SelectorOperation[]): unknown[] => {
    const root = this.pages.get(this.program().page)
    return operations.map(({ selector, all, fields }) => {
      if (selector === null)
        return { width: innerWidth, height: innerHeight, scrollTop: scrollY, scrollLeft: 0 }
      const found = [...(root?.querySelectorAll<WxElement>(selector.replace(/>>>/g, ' ')) ?? [])]
      const answers = found.map((element) => this.describe(element, fields))
      return all ? answers : (answers[0] ?? null)
    })
  }

  private describe(element: WxElement, fields: Record<string, boolean>) {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
    const isCanvas = fields.node && element.localName === 'wx-canvas'
    const canvas = element.wxInner as (HTMLCanvasElement & Record<string, unknown>) | undefined
    if (isCanvas && canvas) {
      canvas.createImage ??= () => new Image()
      canvas.requestAnimationFrame ??= (run: FrameRequestCallback) => requestAnimationFrame(run)
      canvas.cancelAnimationFrame ??= (handle: number) => cancelAnimationFrame(handle)
    }
    return {
      id: element.id,
      dataset: datasetOf(element.wxAttributes),
      ...{ left, top, right, bottom, width, height },
      ...{ scrollTop: element.scrollTop, scrollLeft: element.scrollLeft },
      ...(isCanvas ? { node: canvas, nodeCanvasType: '2d' } : {}),
    }
  }
}
