/**
 * Printed links are short (`/g/<code>` of a grid, `/b/<code>` of a badge); they become a page's
 * address before the router looks.
 */
const found = /^\/([gb])\/([\w-]+)\/?$/.exec(window.location.pathname)
const pageOf: Record<string, string> = { g: '/pages/card/index?code=', b: '/pages/badge/index?b=' }
const page = pageOf[found?.[1] ?? '']
if (found && page) window.history.replaceState(null, '', page + found[2])
