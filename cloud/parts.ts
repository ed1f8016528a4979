import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Env } from './env'
import { type Clock, systemClock } from './platform/clock'
import { deriveKey, type KeyRing, keyRing } from './platform/crypto'
import { type Database, openDatabase } from './platform/database'
import { createFileStore, type FileStore } from './platform/files'
import { createLogger, type Logger } from './platform/log'
import { createSms, type SmsPort } from './platform/sms'
import { createWechat, type WechatPort } from './platform/wechat'

/** What every feature may be handed: the outside world, each behind a small interface. */
export interface Parts {
  env: Env
  database: Database
  clock: Clock
  files: FileStore
  wechat: WechatPort
  sms: SmsPort
  log: Logger
  keys: Keys
  /** Address of the service as printed in QR codes. */
  publicUrl: string
}

export interface Keys {
  /** Seals ID numbers, phones and bank cards. */
  personal: KeyRing
  /** Blind indexes to look sealed values up by. */
  index: Uint8Array
  /** Signs time tickets, download passes and QR codes. */
  signing: Uint8Array
}

/** SECRET, or in development one that is made once and kept in the data folder. */
function secretOf(env: Env): string {
  if (env.SECRET) return env.SECRET
  const file = path.join(env.DATA_FOLDER, 'secret')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    mkdirSync(env.DATA_FOLDER, { recursive: true })
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    return readFileSync(file, 'utf8').trim()
  }
}

export function keysOf(secret: string): Keys {
  return {
    personal: keyRing([{ id: 'k1', secret }], 'personal'),
    index: deriveKey(secret, 'index'),
    signing: deriveKey(secret, 'signing'),
  }
}

export function openParts(
  env: Env,
  replaced: Partial<Pick<Parts, 'clock' | 'log' | 'wechat' | 'sms'>> = {},
): Parts {
  const log = replaced.log ?? createLogger(env.LOG_LEVEL)
  return {
    env,
    database: openDatabase({ url: env.DATABASE_URL, connections: env.DATABASE_CONNECTIONS }),
    clock: replaced.clock ?? systemClock,
    files: createFileStore(env),
    wechat: replaced.wechat ?? createWechat(env),
    sms: replaced.sms ?? createSms(env, log),
    log,
    keys: keysOf(secretOf(env)),
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
  }
}
