import Taro from '@tarojs/taro'
import { type Answer, type Outgoing, type OutgoingFile, Unreachable } from '../transport-types'

function lowerCase(headers: Record<string, unknown> | undefined): Record<string, string> {
  const result: Record<string, string> = {}
  for (const name of Object.keys(headers ?? {})) {
    result[name.toLowerCase()] = String(headers?.[name] ?? '')
  }
  return result
}

function unreachable(error: { errMsg?: string }): Unreachable {
  return new Unreachable(/timeout|time out/i.test(error.errMsg ?? '') ? 'timeout' : 'offline')
}

export function send(outgoing: Outgoing): Promise<Answer> {
  return new Promise((resolve, reject) => {
    Taro.request<string>({
      url: outgoing.url,
      method: outgoing.method,
      header: outgoing.headers,
      data: outgoing.body,
      timeout: outgoing.timeoutMs,
      // the text as it came, so that a page of a hotel's network is not taken for an answer
      dataType: 'text',
      responseType: 'text',
      success: (result) =>
        resolve({
          status: result.statusCode,
          headers: lowerCase(result.header),
          text: typeof result.data === 'string' ? result.data : JSON.stringify(result.data),
        }),
      fail: (error) => reject(unreachable(error)),
    })
  })
}

export function sendFile(outgoing: OutgoingFile): Promise<Answer> {
  return new Promise((resolve, reject) => {
    Taro.uploadFile({
      url: outgoing.url,
      filePath: String(outgoing.file),
      name: 'file',
      fileName: outgoing.fileName,
      header: outgoing.headers,
      formData: outgoing.fields,
      timeout: outgoing.timeoutMs,
      success: (result) =>
        resolve({
          status: result.statusCode,
          headers: lowerCase((result as { header?: Record<string, unknown> }).header),
          text: String(result.data),
        }),
      fail: (error) => reject(unreachable(error)),
    })
  })
}

/** Fetches a file and opens it in the phone's own viewer, from where it can be sent on. */
export function saveFile(outgoing: Outgoing, fileName: string): Promise<Answer> {
  const filePath = `${Taro.env.USER_DATA_PATH}/${fileName}`
  return new Promise((resolve, reject) => {
    Taro.downloadFile({
      url: outgoing.url,
      header: outgoing.headers,
      timeout: outgoing.timeoutMs,
      filePath,
      success: (result) => {
        const answer = { status: result.statusCode, headers: {}, text: '' }
        if (result.statusCode !== 200) return resolve(answer)
        Taro.openDocument({ filePath, showMenu: true, complete: () => resolve(answer) })
      },
      fail: (error) => reject(unreachable(error)),
    })
  })
}
