import type { Command, Download, InputOf, OutputOf, Query, Upload } from '@contract/define'
import { errorOf, offlineError, readAnswer } from './api-error'
import { deviceNowMs } from './clock'
import { newId } from './id'
import * as transport from './platform/transport'
import { queryText } from './query-text'
import { noteServerTime } from './server-time'
import { currentToken, endSession } from './session'
import { type Answer, type FileBody, Unreachable } from './transport-types'

const requestTimeoutMs = 15_000
const fileTimeoutMs = 60_000

export interface CallOptions {
  /** The command's id, where it was made earlier than the call. */
  commandId?: string
  /** Whose token to send; the signed-in person's when left out. */
  token?: string | null
}

type Fields = Record<string, unknown>

/** Puts the input's `:name` parts into the path; returns the path and the fields that remain. */
export function fillPath(path: string, input: Fields): { path: string; rest: Fields } {
  const rest = { ...input }
  const filled = path.replace(/:(\w+)/g, (_whole, name: string) => {
    delete rest[name]
    return encodeURIComponent(String(input[name]))
  })
  return { path: filled, rest }
}

function headersFor(token: string | null | undefined): Record<string, string> {
  const sent = token === undefined ? currentToken() : token
  return sent ? { authorization: `Bearer ${sent}` } : {}
}

async function exchange(run: () => Promise<Answer>): Promise<Answer> {
  const sentAtMs = deviceNowMs()
  try {
    const answer = await run()
    noteServerTime(answer.headers, sentAtMs)
    return answer
  } catch (error) {
    throw error instanceof Unreachable ? offlineError(error) : error
  }
}

/** Throws what a refusal stands for; an ended session ends here too. */
function settled(answer: Answer, token: string | null | undefined): unknown {
  if (answer.status === 401 && token === undefined && errorOf(answer).code === 'notSignedIn') {
    endSession()
  }
  return readAnswer(answer)
}

/** Asks the service. Throws ApiError, whose message can be shown as it is. */
export async function call<E extends Query | Command>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions = {},
): Promise<OutputOf<E>> {
  const { path, rest } = fillPath(endpoint.path, input as Fields)
  const isCommand = endpoint.kind === 'command'
  const headers = headersFor(options.token)
  if (isCommand) headers['content-type'] = 'application/json'
  const answer = await exchange(() =>
    transport.send({
      method: isCommand ? 'POST' : 'GET',
      url: API_ORIGIN + path + (isCommand ? '' : queryText(rest)),
      headers,
      body: isCommand
        ? JSON.stringify({ commandId: options.commandId ?? newId(), ...rest })
        : undefined,
      timeoutMs: requestTimeoutMs,
    }),
  )
  return settled(answer, options.token) as OutputOf<E>
}

/** Sends one file with its fields. */
export async function uploadFile<E extends Upload>(
  endpoint: E,
  input: InputOf<E>,
  file: FileBody,
  options: CallOptions & { fileName?: string } = {},
): Promise<OutputOf<E>> {
  const { path, rest } = fillPath(endpoint.path, input as Fields)
  const fields: Record<string, string> = { commandId: options.commandId ?? newId() }
  for (const name of Object.keys(rest)) {
    const value = rest[name]
    if (value !== undefined && value !== null) {
      fields[name] = typeof value === 'object' ? JSON.stringify(value) : String(value)
    }
  }
  const answer = await exchange(() =>
    transport.sendFile({
      url: API_ORIGIN + path,
      headers: headersFor(options.token),
      file,
      fileName: options.fileName ?? 'photo.jpg',
      fields,
      timeoutMs: fileTimeoutMs,
    }),
  )
  return settled(answer, options.token) as OutputOf<E>
}

/** Fetches a file and hands it to the person: the browser's downloads, the phone's viewer. */
export async function downloadFile<E extends Download>(
  endpoint: E,
  input: InputOf<E>,
  fileName: string,
) {
  const { path, rest } = fillPath(endpoint.path, input as Fields)
  const answer = await exchange(() =>
    transport.saveFile(
      {
        method: 'GET',
        url: API_ORIGIN + path + queryText(rest),
        headers: headersFor(undefined),
        timeoutMs: fileTimeoutMs,
      },
      fileName,
    ),
  )
  if (answer.status !== 200) throw errorOf(answer)
}

/** The address of a query or a download, for an image or a link. */
export function addressOf<E extends Query | Download>(endpoint: E, input: InputOf<E>): string {
  const { path, rest } = fillPath(endpoint.path, input as Fields)
  return API_ORIGIN + path + queryText(rest)
}
