import { deviceNowMs } from './clock'
import { randomBytes } from './platform/random'
import { readKept, writeKeptIfRoom } from './storage'
import { uuidv7 } from './uuid'

/** A new id for a command or a record, made on this device. */
export function newId(): string {
  return uuidv7(deviceNowMs(), randomBytes(10))
}

let cachedDeviceId: string | null = null

/** Names this installation of the client, not the person. */
export function deviceId(): string {
  cachedDeviceId ??= readKept<string>('device')
  if (!cachedDeviceId) {
    cachedDeviceId = newId()
    writeKeptIfRoom('device', cachedDeviceId)
  }
  return cachedDeviceId
}
