import { type Database, type RowDataPacket, sqlText } from '../../platform/database'
import { idText } from '../../platform/ids'
import { type MatterRowPacket, matterOfRow } from './matter-rows'
import { idLiteral, stamp } from './matter-sql'
import { sightText } from './matters.store'
import type { Sight } from './matters.policy'
import type { Matter } from './standing'

export interface Candidate {
  matter: Matter
  textFingerprint: bigint
}

export interface Neighbourhood {
  sight: Sight
  gridCodes: readonly string[]
  cells: readonly number[]
  fingerprint: bigint
  atMs: number
  windowMs: number
  except: string | null
  most: number
}

interface CandidatePacket extends MatterRowPacket {
  fingerprint: string
}

interface PhotoPacket extends RowDataPacket {
  matterId: Buffer
  perceptualHash: string
}

export type LikenessStore = ReturnType<typeof createLikenessStore>

export function createLikenessStore({ pool }: Pick<Database, 'pool'>) {
  return {
    /** The nearest in time and the most alike in words, of the village and of the squares around. */
    async around(question: Neighbourhood): Promise<Candidate[]> {
      const { sight, gridCodes, cells, fingerprint, atMs, windowMs, except, most } = question
      const places = [
        ...(gridCodes.length > 0 ? [`m.gridCode IN (${gridCodes.map(sqlText).join()})`] : []),
        ...(cells.length > 0 ? [`m.placeCell IN (${cells.join()})`] : []),
      ]
      if (places.length === 0) return []
      const orders = [
        `ABS(TIMESTAMPDIFF(SECOND, m.receivedAt, ${stamp(atMs)}))`,
        `BIT_COUNT(m.textFingerprint ^ CAST(${fingerprint} AS UNSIGNED))`,
      ]
      const each = Math.ceil(most / (places.length * orders.length))
      const parts = places.flatMap((place) =>
        orders.map(
          (order) => `(SELECT m.id FROM matter m WHERE ${place}
            AND m.receivedAt BETWEEN ${stamp(atMs - windowMs)} AND ${stamp(atMs + windowMs)}
            AND m.state <> 'ended' AND ${sightText(sight)}
            ${except ? `AND m.id <> ${idLiteral(except)}` : ''} ORDER BY ${order}, m.id LIMIT ${each})`,
        ),
      )
      const [rows] = await pool.query<CandidatePacket[]>(
        `SELECT m.*, CAST(m.textFingerprint AS CHAR) AS fingerprint
        FROM (${parts.join(' UNION ')}) near JOIN matter m ON m.id = near.id`,
      )
      return rows.map((row) => ({
        matter: matterOfRow(row),
        textFingerprint: BigInt(row.fingerprint),
      }))
    },

    /** Bits of the photos that have arrived, by matter. */
    async photoHashes(matterIds: readonly string[]): Promise<Map<string, bigint[]>> {
      const hashes = new Map<string, bigint[]>()
      if (matterIds.length === 0) return hashes
      const [rows] = await pool.query<PhotoPacket[]>(
        `SELECT mp.matterId, CAST(p.perceptualHash AS CHAR) AS perceptualHash
        FROM matter_photo mp JOIN photo p ON p.id = mp.photoId
        WHERE mp.matterId IN (${matterIds.map(idLiteral).join()}) AND p.perceptualHash <> 0`,
      )
      for (const { matterId, perceptualHash } of rows) {
        const key = idText(matterId)
        hashes.set(key, [...(hashes.get(key) ?? []), BigInt(perceptualHash)])
      }
      return hashes
    },

    /** Reports whose matters were merged into one with this report's, the first received first. */
    async mergedReports(reportId: string): Promise<string[]> {
      const own = idLiteral(reportId)
      const [rows] = await pool.query<(RowDataPacket & { id: Buffer })[]>(
        `SELECT other.id FROM matter own
        JOIN matter other ON other.id <> own.id
          AND (other.id = COALESCE(own.mergedInto, own.id)
            OR other.mergedInto = COALESCE(own.mergedInto, own.id))
        WHERE own.id = ${own} AND other.source = 'report' ORDER BY other.receivedAt, other.id`,
      )
      return rows.map((row) => idText(row.id))
    },
  }
}
