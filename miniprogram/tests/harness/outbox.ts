/** What the outbox test drives in a real browser: the very modules of the H5 build, without pages. */
import { newFieldStamp } from '../../src/lib/field-stamp'
import { keepCheckIn, keepReport, outbox, startOutbox } from '../../src/lib/outbox'
import { endSession, leaveSession, startSession } from '../../src/lib/session'

function signIn(accountId: string) {
  startSession({
    token: `token of ${accountId}`,
    expiresAtMs: 4e12,
    me: {
      accountId,
      name: accountId,
      phoneMasked: '',
      wechatBound: false,
      mustChangePassword: false,
      posts: [],
      permissions: [],
    },
  })
}

function checkIn(remark?: string) {
  return keepCheckIn({
    position: null,
    positionFailure: 'unavailable',
    stamp: newFieldStamp(),
    remark,
  })
}

function report(text: string, photos: number) {
  const made = Array.from({ length: photos }, (_none, index) => {
    const body = new Blob([`photo ${index} of ${text}`], { type: 'image/jpeg' })
    const id = crypto.randomUUID().replace(/^(.{14})./, '$17')
    return { id, body, previewUrl: '', bytes: body.size }
  })
  const words = { itemCode: '4-1', emotionFlag: false, escalationFlag: false, urgent: false, text }
  return keepReport({ ...words, position: null, stamp: newFieldStamp() }, made, text)
}

Object.assign(window, {
  harness: {
    start: startOutbox,
    signIn,
    leave: leaveSession,
    end: endSession,
    checkIn,
    report,
    status: () => outbox.getStatus(),
    wake: () => outbox.wake(),
    resend: (id: string) => outbox.resend(id),
    discard: (id: string) => outbox.discard(id),
    settled: (id: string, withinMs: number) => outbox.settled(id, withinMs),
  },
})
