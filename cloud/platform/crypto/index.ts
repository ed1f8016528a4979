export {
  dummyVerify,
  hashPassword,
  maxPasswordCharacters,
  needsRehash,
  verifyPassword,
} from './passwords'
export { newOneTimeCode, normalizeOneTimeCode } from './one-time-code'
export {
  blindIndex,
  deriveKey,
  type KeyRing,
  keyRing,
  needsReseal,
  openText,
  type SealingErrorCode,
  sealingErrors,
  sealText,
} from './sealing'
export { hashSessionToken, type NewSessionToken, newSessionToken, sha256 } from './session-token'
export {
  signCode,
  signTicket,
  type TicketAge,
  type TicketPayload,
  type TicketRefusal,
  type TicketResult,
  verifyCode,
  verifyTicket,
} from './tickets'
