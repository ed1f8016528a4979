import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './private-addresses'

type LookUp = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

export interface PostOptions {
  /** For a county's own network, and tests: http and private addresses. */
  privateAllowed: boolean
  timeoutMs: number
  /** How names are resolved; absent: as the system does. */
  lookUp?: LookUp
}

export type Posted =
  | { ok: true; status: number }
  /** `status` null: nothing came back. `error` is for people, and never holds what the other side said. */
  | { ok: false; status: number | null; error: string }

const mostAnswerBytes = 16 * 1024

/** What is wrong with an address as it is written; null: nothing. Where it leads is asked when it is called. */
export function addressFault(text: string, privateAllowed: boolean): string | null {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return '地址格式不对'
  }
  if (url.protocol !== 'https:' && !(privateAllowed && url.protocol === 'http:'))
    return '地址要以 https:// 开头'
  if (url.username || url.password) return '地址里不能带用户名和密码'
  if (url.hash) return '地址里不能带 #'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (privateAllowed) return null
  if (isIP(host) !== 0 && !isPublicAddress(host)) return '不能推送到内部网络的地址'
  if (isIP(host) === 0 && !host.includes('.')) return '地址要写完整的域名'
  return null
}

class PrivateAddress extends Error {}

/** Looks a name up and gives the socket only addresses that were checked: no second look-up can differ. */
const publicOnly =
  (lookUp: LookUp): LookupFunction =>
  (hostname, options: LookupOptions, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0)
      if (found.length === 0 || !found.every((one) => isPublicAddress(one.address)))
        return callback(new PrivateAddress(), '', 0)
      if (options.all) return callback(null, found)
      const [one] = found
      return callback(null, one?.address ?? '', one?.family ?? 0)
    })
  }

function errorText(error: unknown): string {
  if (error instanceof PrivateAddress) return '域名指向内部网络的地址，没有推送'
  const { name, code } = error as { name?: string; code?: string }
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT')
    return '对方没有按时回应'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return '域名解析不了'
  if (code === 'ECONNREFUSED') return '对方拒绝连接'
  if (/CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(code ?? '')) return '对方的证书不对'
  return '连接中断'
}

function statusText(status: number): string {
  return status >= 300 && status < 400 ? `回应 ${status}，不跟随跳转` : `回应 ${status}`
}

/**
 * One POST to an address that somebody typed in: only https to public addresses, no redirects, one
 * time limit for all of it, and of the answer no more than its status.
 */
export function guardedPost(
  address: string,
  headers: Record<string, string>,
  body: string,
  { privateAllowed, timeoutMs, lookUp = systemLookup }: PostOptions,
): Promise<Posted> {
  const fault = addressFault(address, privateAllowed)
  if (fault !== null) return Promise.resolve({ ok: false, status: null, error: fault })
  const url = new URL(address)
  const request = url.protocol === 'https:' ? requestTls : requestPlain
  return new Promise((settle) => {
    const outgoing = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
        signal: AbortSignal.timeout(timeoutMs),
        ...(privateAllowed ? {} : { lookup: publicOnly(lookUp) }),
      },
      (answer) => {
        const status = answer.statusCode ?? 0
        const end = () => {
          answer.destroy()
          settle(
            status >= 200 && status < 300
              ? { ok: true, status }
              : { ok: false, status, error: statusText(status) },
          )
        }
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > mostAnswerBytes) end()
        })
        answer.on('end', end)
        // it was answered: what breaks after the status changes nothing
        answer.on('error', end)
      },
    )
    outgoing.on('error', (error) => settle({ ok: false, status: null, error: errorText(error) }))
    outgoing.end(body)
  })
}

export type GuardedPost = typeof guardedPost
