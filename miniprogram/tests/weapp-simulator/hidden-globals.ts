/** What a browser (or Node) has and WeChat's logic layer has not. */
export const hiddenGlobals = [
  'window',
  'document',
  'frames',
  'self',
  'location',
  'navigator',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'history',
  'screen',
  'alert',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'FormData',
  'Blob',
  'URL',
  'URLSearchParams',
  'AbortController',
  'TextEncoder',
  'TextDecoder',
  'crypto',
  'structuredClone',
  'queueMicrotask',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'Image',
  'MutationObserver',
  'ResizeObserver',
  'IntersectionObserver',
  'MessageChannel',
  'postMessage',
  'Worker',
  'performance',
  'Event',
  'CustomEvent',
  'Node',
  'Element',
  'HTMLElement',
  'DOMParser',
  'getComputedStyle',
  'matchMedia',
  'Audio',
  'FileReader',
  'File',
  'Headers',
  'Request',
  'Response',
  'EventTarget',
  'setImmediate',
  'process',
  'Intl',
]

/**
 * WeChat refuses to make code of text, except for `return this`; here it throws, so that a library
 * that would try is found.
 */
export function inertFunction(global: object) {
  return (...parts: string[]) => {
    if (parts.length === 1 && parts[0] === 'return this') return () => global
    throw new EvalError('Code generation from strings disallowed for this context')
  }
}
