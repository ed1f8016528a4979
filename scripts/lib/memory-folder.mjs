// Where data that nobody needs afterwards lies: in memory, where writing waits for no disk.

import { accessSync, constants, mkdirSync, mkdtempSync, statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const MEMORY_FILES = '/dev/shm'
/** What the databases of a whole test run take, with room to spare. */
const NEEDED_BYTES = 2 * 2 ** 30
/** Memory that the tests themselves, a browser among them, need beside it. */
const LEFT_TO_OTHERS_BYTES = 3 * 2 ** 30

/** A folder in memory for this user alone, or null where there is none, or not enough room. */
export function memoryFolder() {
  const room = freeBytesOf(MEMORY_FILES)
  if (room < NEEDED_BYTES) return null
  if (process.availableMemory() < NEEDED_BYTES + LEFT_TO_OTHERS_BYTES) return null
  return path.join(MEMORY_FILES, `mingge-${os.userInfo().uid}`)
}

function freeBytesOf(folder) {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return 0
  }
}

/** An empty folder for the data of one test, in memory where that is possible. */
export function temporaryFolder(prefix) {
  const beside = memoryFolder() ?? os.tmpdir()
  mkdirSync(beside, { recursive: true, mode: 0o700 })
  return mkdtempSync(path.join(beside, prefix))
}
