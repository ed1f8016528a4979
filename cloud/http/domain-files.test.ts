import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Koa from 'koa'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { domainFiles } from './domain-files'

let server: Server
let url = ''
const above = mkdtempSync(path.join(tmpdir(), 'mingge-domain-'))
beforeAll(async () => {
  const folder = path.join(above, 'domain-files')
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'aB3dE_check.txt'), '0123456789abcdef')
  writeFileSync(path.join(above, 'secret.txt'), 'secret')
  const app = new Koa().use(domainFiles(folder)).use((ctx) => {
    ctx.body = 'page'
  })
  server = createServer(app.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(above, { recursive: true })
})

const read = async (address: string) => (await fetch(url + address)).text()

it('are found at the root and beside the printed codes, and nothing else is', async () => {
  for (const address of ['/aB3dE_check.txt', '/g/aB3dE_check.txt', '/b/aB3dE_check.txt']) {
    expect(await read(address)).toBe('0123456789abcdef')
  }
  const others = [
    '/none.txt',
    '/g/00001zabcdefghijkl',
    '/g/..%2f..%2fsecret.txt',
    '/x/aB3dE_check.txt',
  ]
  for (const address of others) expect(await read(address), address).toBe('page')
})
