import type { PageInstance } from '../types'

/** What `wcc` makes of a WXML file: a tree of tags with attributes. */
export interface VirtualNode {
  tag: string
  attr?: Record<string, unknown>
  children?: (VirtualNode | string | number)[]
}
export type Generator = (
  path: string,
) => (data: unknown, global: object, extra: object) => VirtualNode

/** A built-in component, drawn with an element of the browser's inside where it has one. */
export interface WxElement extends HTMLElement {
  wxAttributes?: Record<string, unknown>
  wxKey?: unknown
  wxInner?: HTMLElement
  wxStyle?: string
  wxPage?: PageInstance
}

const innerOf: Record<string, string> = {
  'wx-input': 'input',
  'wx-textarea': 'textarea',
  'wx-image': 'img',
  'wx-canvas': 'canvas',
  'wx-switch': 'input',
  'wx-slider': 'input',
  'wx-video': 'video',
}

export function makeElement(tag: string): WxElement {
  const element: WxElement = document.createElement(tag)
  const inner = innerOf[tag]
  if (!inner) return element
  const made = document.createElement(inner)
  if (tag === 'wx-switch') (made as HTMLInputElement).type = 'checkbox'
  if (tag === 'wx-slider') (made as HTMLInputElement).type = 'range'
  element.appendChild(made)
  element.wxInner = made
  return element
}

export function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}

export function datasetOf(attributes: Record<string, unknown> = {}): Record<string, unknown> {
  const dataset: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (!name.startsWith('data-')) continue
    dataset[name.slice(5).replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())] =
      value
  }
  return dataset
}

interface Handler {
  method: string
  isLast: boolean
}

/** Who listens to what: `bindtap`, `catch:input`, `capture-bind:tap`. */
export function handlersOf(attributes: Record<string, unknown> = {}): Record<string, Handler> {
  const handlers: Record<string, Handler> = {}
  for (const [name, value] of Object.entries(attributes)) {
    const found = /^(?:capture-)?(bind|catch|mut-bind):?(.+)$/.exec(name)
    if (found?.[2] && value)
      handlers[found[2].toLowerCase()] = { method: text(value), isLast: found[1] === 'catch' }
  }
  return handlers
}

function applyInput(
  inner: HTMLInputElement,
  tag: string,
  next: Record<string, unknown>,
  old: Record<string, unknown>,
) {
  if (next.value !== old.value && next.value !== null && inner.value !== text(next.value)) {
    inner.value = text(next.value)
  }
  inner.placeholder = text(next.placeholder)
  inner.disabled = Boolean(next.disabled)
  inner.maxLength = Number(next.maxlength) > 0 ? Number(next.maxlength) : 524_288
  if (tag === 'wx-input') inner.type = next.password ? 'password' : 'text'
}

function applyInner(
  inner: HTMLElement,
  tag: string,
  next: Record<string, unknown>,
  old: Record<string, unknown>,
) {
  if (tag === 'wx-input' || tag === 'wx-textarea')
    applyInput(inner as HTMLInputElement, tag, next, old)
  else if (tag === 'wx-image') {
    if (inner.getAttribute('src') !== text(next.src)) inner.setAttribute('src', text(next.src))
  } else if (tag === 'wx-switch') (inner as HTMLInputElement).checked = Boolean(next.checked)
  else if (tag === 'wx-canvas') inner.style.cssText = 'width:100%;height:100%;display:block'
}

/** Makes an element look as its node says. */
export function apply(element: WxElement, node: VirtualNode) {
  const next = node.attr ?? {}
  const old = element.wxAttributes ?? {}
  if (next.id) element.id = text(next.id)
  else element.removeAttribute('id')
  if (element.className !== text(next.class)) element.className = text(next.class)
  const style = text(next.style).replace(
    /(-?[\d.]+)rpx/g,
    (_all, number: string) => `${(Number(number) * innerWidth) / 750}px`,
  )
  if (element.wxStyle !== style) {
    element.style.cssText = style
    element.wxStyle = style
  }
  if (element.wxInner) applyInner(element.wxInner, node.tag, next, old)
  element.wxAttributes = next
}
