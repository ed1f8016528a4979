import sharp from 'sharp'
import type { DemoCounty } from '../../prisma/demo/county'
import type { DemoHistory, DemoReport } from '../../prisma/demo/history'
import type { DemoPhoto } from '../../prisma/demo/photos'
import { createPhotosService } from '../features/reports/photos.service'
import { createPhotosStore } from '../features/reports/photos.store'
import type { Parts } from '../parts'
import { callBy } from './acting'
import { bytes } from './county-rows'
import type { Row } from './seed.store'

/** The picture as a phone would have sent it. */
function photographed({ svg }: DemoPhoto): Promise<Buffer> {
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer()
}

/**
 * Stores the pictures' files by the reports' own code and answers the rows about them. A file whose
 * row is never written harms nobody.
 */
export async function photoRows(
  { photos, reports }: DemoHistory,
  county: DemoCounty,
  { database, files }: Pick<Parts, 'database' | 'files'>,
): Promise<{ photos: Row[]; held: Row[] }> {
  const service = createPhotosService({
    store: createPhotosStore(database),
    files,
    noteRestrictedView: async () => undefined,
  })
  const reportOf = new Map(reports.map((report): [string, DemoReport] => [report.id, report]))
  const accountOf = new Map(county.accounts.map((account) => [account.accountId, account]))
  const rows = photos.map(async (photo): Promise<Row[]> => {
    const [report, account] = [reportOf.get(photo.reportId), accountOf.get(photo.accountId)]
    if (!report || !account) return []
    const file = { bytes: await photographed(photo), name: `${photo.id}.jpg` }
    const stored = await service.prepare(photo.id, file, callBy(account, report.atMs))
    return [
      {
        id: bytes(photo.id),
        accountId: bytes(photo.accountId),
        sha256: Buffer.from(stored.sha256),
        width: stored.width,
        height: stored.height,
        byteSize: stored.byteSize,
        perceptualHash: String(stored.perceptualHash),
        takenAt: new Date(photo.takenAtMs),
        receivedAt: stored.receivedAt,
      },
    ]
  })
  return {
    photos: (await Promise.all(rows)).flat(),
    held: photos.map(({ id, reportId, position }) => ({
      reportId: bytes(reportId),
      photoId: bytes(id),
      position,
    })),
  }
}
