import { dateOfDay } from '../platform/clock'
import type { Database } from '../platform/database'
import { idBytes, newId } from '../platform/ids'
import type { TestPerson } from './test-county'

/** Puts counted days and valid reports of a past month straight into the database. */
export function createMonthMaker(database: Database, gridCode: string) {
  return async function month(
    person: Pick<TestPerson, 'accountId'>,
    monthName: string,
    { days = 0, valid = 0 }: { days?: number; valid?: number },
  ): Promise<string[]> {
    const accountId = idBytes(person.accountId)
    const dayOf = (index: number) => `${monthName}-${String((index % 28) + 1).padStart(2, '0')}`
    const at = (index: number) => new Date(`${dayOf(index)}T01:00:00Z`)
    await database.prisma.checkIn.createMany({
      data: Array.from({ length: days }, (_none, index) => ({
        id: idBytes(newId()),
        accountId,
        gridCode,
        longitude: 110.75,
        latitude: 36.46,
        datum: 'wgs84' as const,
        accuracyMeters: 10,
        deviceId: 'test',
        deviceTakenAt: at(index),
        receivedAt: at(index),
        takenAt: at(index),
        day: dateOfDay(dayOf(index)),
        verdict: 'inside' as const,
        counted: true,
        notes: '',
        contentHash: new Uint8Array(32),
      })),
    })
    const reportIds = Array.from({ length: valid }, () => newId())
    await database.prisma.report.createMany({
      data: reportIds.map((id, index) => ({
        id: idBytes(id),
        accountId,
        gridCode,
        itemCode: '4-1',
        emotionFlag: false,
        escalationFlag: false,
        urgent: false,
        restricted: false,
        text: `第 ${index} 条`,
        deviceTakenAt: at(index),
        receivedAt: at(index),
        month: monthName,
        notes: '',
        textFingerprint: 0n,
        verdict: 'valid' as const,
        contentHash: new Uint8Array(32),
      })),
    })
    return reportIds
  }
}
