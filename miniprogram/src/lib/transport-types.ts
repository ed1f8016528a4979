export interface Outgoing {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
  timeoutMs: number
}

export interface OutgoingFile extends Omit<Outgoing, 'method' | 'body'> {
  /** weapp: a path of the device; H5: the bytes themselves. */
  file: FileBody
  fileName: string
  fields: Record<string, string>
}

export type FileBody = string | Blob

export interface Answer {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  text: string
}

/** No answer came: the network is away, too slow, or the app was put aside meanwhile. */
export class Unreachable extends Error {
  constructor(readonly reason: 'offline' | 'timeout') {
    super(reason === 'timeout' ? '网络太慢，没有等到回应' : '连不上网络')
    this.name = 'Unreachable'
  }
}
