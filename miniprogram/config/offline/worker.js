/**
 * Keeps the built pages in the browser, so that a worker's screens open in a stairwell. It keeps
 * files of the build and nothing else: whatever goes to /api/ is none of its business.
 * The build fills in which files those are, and what names the build.
 */
const shell = __SHELL__
const prefix = 'mingge-shell-'
const cacheName = prefix + shell.version
/** A page that has not come from the network by then is taken from here. */
const patienceMs = 4000

/** All or nothing: a build that is being put in place while we ask is asked for again later. */
async function keepFiles() {
  const cache = await caches.open(cacheName)
  const page = await fetch('/', { cache: 'reload' })
  const html = await page.clone().text()
  const entry = shell.entries.every((file) => html.includes(file))
  if (!page.ok || !entry) throw new Error('another build is being served')
  await cache.addAll(shell.files)
  await cache.put('/', page)
  await self.skipWaiting()
}

/** The build before this one stays for pages that are still open. */
async function dropOlderBuilds() {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix))
  const others = names.filter((name) => name !== cacheName)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
  await self.clients.claim()
}

async function keptPage() {
  const cache = await caches.open(cacheName)
  return cache.match('/')
}

/** The newest page when the network gives it in time, else the kept one. */
async function answerPage(request) {
  const fresh = fetch(request).then(
    (response) => (response.status >= 500 ? null : response),
    () => null,
  )
  const late = new Promise((resolve) => setTimeout(() => resolve(null), patienceMs))
  const answer = (await Promise.race([fresh, late])) ?? (await keptPage()) ?? (await fresh)
  return answer ?? Response.error()
}

/** Names carry a hash of the content, so that a file of any build is the right one. */
async function answerFile(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request)
}

self.addEventListener('install', (event) => event.waitUntil(keepFiles()))
self.addEventListener('activate', (event) => event.waitUntil(dropOlderBuilds()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (pathname === '/' || /^\/(pages|office)\//.test(pathname))
      event.respondWith(answerPage(request))
  } else if (/^\/(js|css)\/.*\.[0-9a-f]{8}\.(js|css)$/.test(pathname)) {
    event.respondWith(answerFile(request))
  }
})
