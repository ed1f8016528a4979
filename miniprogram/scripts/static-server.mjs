import { createReadStream, existsSync, statSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

/**
 * Serves a built H5 folder as the service does: a file when there is one, else index.html.
 * `answer(request, response)` may take a request first, by returning true.
 *
 * @param {string} folder
 * @param {{
 *   port?: number
 *   answer?: (request: http.IncomingMessage, response: http.ServerResponse) => boolean
 * }} [options]
 */
export function serveStatic(folder, { port = 0, answer } = {}) {
  const server = http.createServer((request, response) => {
    if (answer?.(request, response)) return
    const asked = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const wanted = path.join(folder, path.normalize(asked))
    const found = existsSync(wanted) && statSync(wanted).isFile()
    const file = found ? wanted : path.join(folder, 'index.html')
    response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream')
    createReadStream(file).pipe(response)
  })
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve({
        origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`,
        close: () => new Promise((done) => server.close(() => done(undefined))),
      })
    })
  })
}
