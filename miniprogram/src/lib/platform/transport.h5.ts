import { type Answer, type Outgoing, type OutgoingFile, Unreachable } from '../transport-types'

async function answerTo(url: string, init: RequestInit, timeoutMs: number): Promise<Response> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), timeoutMs)
  try {
    return await fetch(url, { ...init, signal: controller.signal, cache: 'no-store' })
  } catch {
    throw new Unreachable(controller.signal.aborted ? 'timeout' : 'offline')
  } finally {
    clearTimeout(timer)
  }
}

function headersOf(response: Response): Record<string, string> {
  const result: Record<string, string> = {}
  response.headers.forEach((value, name) => {
    result[name.toLowerCase()] = value
  })
  return result
}

async function textAnswer(response: Response): Promise<Answer> {
  try {
    return { status: response.status, headers: headersOf(response), text: await response.text() }
  } catch {
    throw new Unreachable('offline')
  }
}

export async function send(outgoing: Outgoing): Promise<Answer> {
  const { method, headers, body } = outgoing
  return textAnswer(await answerTo(outgoing.url, { method, headers, body }, outgoing.timeoutMs))
}

export async function sendFile(outgoing: OutgoingFile): Promise<Answer> {
  const form = new FormData()
  for (const name of Object.keys(outgoing.fields)) form.append(name, outgoing.fields[name] ?? '')
  form.append('file', new Blob([outgoing.file]), outgoing.fileName)
  const init = { method: 'POST', headers: outgoing.headers, body: form }
  return textAnswer(await answerTo(outgoing.url, init, outgoing.timeoutMs))
}

/** Fetches a file and hands it to the browser's downloads. */
export async function saveFile(outgoing: Outgoing, fileName: string): Promise<Answer> {
  const { method, headers } = outgoing
  const response = await answerTo(outgoing.url, { method, headers }, outgoing.timeoutMs)
  if (response.status !== 200) return textAnswer(response)
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return { status: 200, headers: headersOf(response), text: '' }
}
