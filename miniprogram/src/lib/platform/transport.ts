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

// Taro's promises, not its callbacks: with callbacks the promise rejects too, and nobody catches it.

export async function send(outgoing: Outgoing): Promise<Answer> {
  try {
    const result = await Taro.request<string>({
      url: outgoing.url,
      method: outgoing.method,
      header: outgoing.headers,
      data: outgoing.body,
      timeout: outgoing.timeoutMs,
      // the text as it came, so that a page of a hotel's network is not taken for an answer
      dataType: 'text',
      responseType: 'text',
    })
    return {
      status: result.statusCode,
      headers: lowerCase(result.header),
      text: typeof result.data === 'string' ? result.data : JSON.stringify(result.data),
    }
  } catch (error) {
    throw unreachable(error as { errMsg?: string })
  }
}

export async function sendFile(outgoing: OutgoingFile): Promise<Answer> {
  try {
    const result = await Taro.uploadFile({
      url: outgoing.url,
      filePath: String(outgoing.file),
      name: 'file',
      fileName: outgoing.fileName,
      header: outgoing.headers,
      formData: outgoing.fields,
      timeout: outgoing.timeoutMs,
    })
    const { header } = result as { header?: Record<string, unknown> }
    return { status: result.statusCode, headers: lowerCase(header), text: String(result.data) }
  } catch (error) {
    throw unreachable(error as { errMsg?: string })
  }
}

/** Fetches a file and opens it in the phone's own viewer, from where it can be sent on. */
export async function saveFile(outgoing: Outgoing, fileName: string): Promise<Answer> {
  const filePath = `${Taro.env.USER_DATA_PATH}/${fileName}`
  let status: number
  try {
    const result = await Taro.downloadFile({
      url: outgoing.url,
      header: outgoing.headers,
      timeout: outgoing.timeoutMs,
      filePath,
    })
    status = result.statusCode
  } catch (error) {
    throw unreachable(error as { errMsg?: string })
  }
  if (status === 200) await Taro.openDocument({ filePath, showMenu: true }).catch(() => undefined)
  return { status, headers: {}, text: '' }
}
