import { createConnection } from 'mysql2/promise'
import { newSessionToken } from '../cloud/platform/crypto'
import { loginOf } from '../cloud/platform/database/address'
import { idBytes } from '../cloud/platform/ids'
import { centreAccount, populatedCounty } from './population'

/** A county centre with a session, straight in the database; gives the session's token. */
export async function createCentre(url: string): Promise<string> {
  const connection = await createConnection(loginOf(url))
  const account = Buffer.from(idBytes(centreAccount))
  const { token, tokenHash } = newSessionToken()
  try {
    await connection.query(
      `INSERT INTO account (id, name, idNumberIndex, idNumberSealed, idNumberMasked, phoneIndex, phoneSealed, phoneMasked, gender, birthDate, passwordHash, passwordState, state, createdAt)
       VALUES (?, '县', REPEAT('c', 32), '', '', REPEAT('c', 32), '', '', 'male', '1980-01-01', '', 'chosen', 'active', NOW(3))`,
      [account],
    )
    await connection.query(
      "INSERT INTO post (id, accountId, role, scopeCode, startsOn, createdAt) VALUES (?, ?, 'countyCentre', ?, '2022-01-01', NOW(3))",
      [account, account, populatedCounty],
    )
    await connection.query(
      "INSERT INTO session (tokenHash, accountId, deviceName, createdAt, expiresAt) VALUES (?, ?, 'bench', NOW(3), '2100-01-01')",
      [tokenHash, account],
    )
    return token
  } finally {
    await connection.end()
  }
}
