import {
  granted,
  type MessageKind,
  messageTemplates,
  preferences,
  type SubscribeResult,
} from '@contract/notices'
import { hasWechat } from './platform/wechat'
import { requestMessages } from './platform/subscribe'
import { refresh } from './query'
import { call } from './request'
import { currentAccountId } from './session'
import { readKept, writeKeptIfRoom } from './storage'

type Templates = Partial<Record<MessageKind, string>>

/** What a worker who just raised something is told of: all that may come of it. */
export const raiserKinds: readonly MessageKind[] = ['matterMoved', 'matterToDo', 'matterDue']

const keptName = 'messageTemplates'
let known: Templates = hasWechat ? (readKept<Templates>(keptName) ?? {}) : {}
let asking = false

/** Learns the templates ahead of the tap, which leaves no time to ask for them. */
export async function learnTemplates(): Promise<void> {
  if (!hasWechat || asking) return
  asking = true
  try {
    const { templates } = await call(messageTemplates, {}, { token: null })
    known = Object.fromEntries(templates.map(({ kind, templateId }) => [kind, templateId]))
    writeKeptIfRoom(keptName, known)
  } catch {
    // asked again with the next screen
  } finally {
    asking = false
  }
}

/** Where the templates are not known yet they are learnt for the next tap. */
async function request(kinds: readonly MessageKind[]): Promise<SubscribeResult[]> {
  const templateIds = kinds.flatMap((kind) => known[kind] ?? [])
  if (templateIds.length > 0) return requestMessages(templateIds)
  void learnTemplates()
  return []
}

/** What a resident is told of: how his matter goes on. */
const residentKinds: readonly MessageKind[] = ['matterMoved']

/**
 * The same question to a resident, who has no account: the answer goes with what he sends. To be
 * called straight in the handler of a tap. Empty in a browser.
 */
export const askResident = (): Promise<SubscribeResult[]> => request(residentKinds)

/**
 * Asks whether WeChat may tell this person of such things; to be called straight in the handler of
 * the tap on 提交, before anything is awaited. What he allows is noted for his account; where nobody
 * is signed in, it goes to whoever asked. In a browser it does nothing.
 */
export async function askForMessages(kinds: readonly MessageKind[]): Promise<SubscribeResult[]> {
  const results = await request(kinds)
  if (results.length > 0 && currentAccountId() !== null) {
    await call(granted, { results }).then(
      () => refresh(preferences),
      // one allowance fewer than WeChat counts: a message less, never one too many
      () => undefined,
    )
  }
  return results
}

void learnTemplates()
