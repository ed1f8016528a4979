import { createHash, createHmac } from 'node:crypto'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Percent-encoding as the signature wants it: all but letters, digits and -_.~ */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const byName = ([a]: [string, string], [b]: [string, string]) => (a < b ? -1 : 1)

export function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .sort(byName)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&')
}

export interface AliyunRequest {
  host: string
  action: string
  version: string
  query: Readonly<Record<string, string>>
  accessKeyId: string
  accessKeySecret: string
  /** 2023-10-26T10:22:32Z */
  date: string
  /** Never the same twice. */
  nonce: string
}

/** Headers of a request without a body, signed by the third version of Aliyun's scheme. */
export function signedHeaders(request: AliyunRequest): Record<string, string> {
  const headers: Record<string, string> = {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': request.date,
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  }
  const lines = Object.entries(headers).sort(byName)
  const names = lines.map(([name]) => name).join(';')
  const canonical = [
    'POST',
    '/',
    canonicalQuery(request.query),
    lines.map(([name, value]) => `${name}:${value}\n`).join(''),
    names,
    sha256(''),
  ].join('\n')
  const signature = createHmac('sha256', request.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex')
  return {
    ...headers,
    authorization: `ACS3-HMAC-SHA256 Credential=${request.accessKeyId},SignedHeaders=${names},Signature=${signature}`,
  }
}
