import { requestCorrection, take } from '@contract/check-ins'
import type { Command, InputOf } from '@contract/define'
import { confirm as confirmReceipt } from '@contract/equipment'
import type { ErrorCode } from '@contract/errors'
import { request } from '@contract/leave'
import { makeMove, raise, uploadPhoto as uploadMatterPhoto } from '@contract/matters'
import { submit, uploadPhoto } from '@contract/reports'
import { studied } from '@contract/training'
import { ApiError, messageOf } from '../api-error'
import { call, uploadFile } from '../request'
import { currentAccountId } from '../session'
import type { FileBody } from '../transport-types'
import { inFormWords } from './field-words'
import { sendPhoto, sendRaise } from './resident-sending'
import {
  type Outcome,
  type OutboxItem,
  type PhotoPayload,
  type Refusal,
  residentAccount,
} from './types'

/** Refusals that end when the person signs in properly again; until then the item waits. */
const untilSignIn: readonly ErrorCode[] = [
  'notSignedIn',
  'passwordMustChange',
  'accountDeactivated',
]

function refusalOf(error: unknown): Refusal {
  return {
    code: error instanceof ApiError ? error.code : null,
    message: inFormWords(messageOf(error)),
  }
}

/** What an error means for an item: come back, or never. */
export function outcomeOf(error: unknown): Outcome {
  const told = refusalOf(error)
  if (!(error instanceof ApiError)) return { kind: 'busy', error: told }
  if (error.code !== null && untilSignIn.includes(error.code))
    return { kind: 'signIn', error: told }
  if (error.kind === 'offline') return { kind: 'unreachable', error: told }
  if (error.kind === 'busy') {
    const seconds = Number(error.details.retryAfterSeconds)
    return { kind: 'busy', error: told, retryAfterMs: seconds > 0 ? seconds * 1000 : undefined }
  }
  return { kind: 'refused', error: told }
}

async function command<E extends Command>(endpoint: E, item: OutboxItem): Promise<unknown> {
  return call(endpoint, item.payload as InputOf<E>, { commandId: item.id })
}

async function deliver(item: OutboxItem, files: FileBody[]): Promise<unknown> {
  switch (item.kind) {
    case 'checkIn':
      return command(take, item)
    case 'correction':
      return command(requestCorrection, item)
    case 'report':
      return command(submit, item)
    case 'matterRaise':
      return command(raise, item)
    case 'matterMove':
      return command(makeMove, item)
    case 'leave':
      return command(request, item)
    case 'studied':
      return command(studied, item)
    case 'equipmentReceived':
      return command(confirmReceipt, item)
    case 'photo': {
      const { of, photoId } = item.payload as PhotoPayload
      const endpoint = of === 'matter' ? uploadMatterPhoto : uploadPhoto
      return uploadFile(endpoint, { photoId }, files[0] ?? '', { commandId: item.id })
    }
    case 'residentRaise':
      return sendRaise(item)
    case 'residentPhoto':
      return sendPhoto(item, files[0] ?? '')
  }
}

/** Sends one item as the person it belongs to. */
export async function sendItem(item: OutboxItem, files: FileBody[]): Promise<Outcome> {
  if (item.accountId !== residentAccount && currentAccountId() !== item.accountId) {
    return { kind: 'signIn', error: { code: null, message: '请先登录' } }
  }
  try {
    return { kind: 'delivered', output: await deliver(item, files) }
  } catch (error) {
    return outcomeOf(error)
  }
}
