import { keysOf } from '../cloud/parts'
import { openDatabase } from '../cloud/platform/database'
import { newId } from '../cloud/platform/ids'
import { preparePhoto } from '../cloud/platform/photos'
import { loadSharp } from '../cloud/platform/photos/load-sharp'
import { createPeople, createTestAreas, testAreas } from '../cloud/testing/test-county'
import { type Bench, type Figure, median, percentile } from './figure'
import { startBuiltService } from './service-process'

const connections = 4
const roundMs = 10_000

/** About what a phone's camera makes: fine structure, some megabytes. */
async function phonePhoto(width: number, height: number): Promise<Buffer> {
  const sharp = await loadSharp()
  const noise = { type: 'gaussian', mean: 128, sigma: 24 } as const
  const size = { width: width / 4, height: height / 4, channels: 3 } as const
  return sharp({ create: { ...size, background: '#808080', noise } })
    .resize(width, height)
    .jpeg({ quality: 92 })
    .toBuffer()
}

interface Measured {
  megabytesPerSecond: number
  latencies: number[]
}

/** So many hands that each begin the next piece of work when the last is done. */
async function keepBusy(
  durationMs: number,
  bytes: number,
  work: (hand: number) => Promise<unknown>,
): Promise<Measured> {
  const begun = performance.now()
  const latencies: number[] = []
  const hand = async (index: number) => {
    while (performance.now() - begun < durationMs) {
      const startedAt = performance.now()
      await work(index)
      latencies.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: connections }, (_none, index) => hand(index)))
  const seconds = (performance.now() - begun) / 1_000
  return { megabytesPerSecond: (latencies.length * bytes) / 1e6 / seconds, latencies }
}

/** Photos through the whole path, beside the same work on the picture alone. */
export const photos: Bench = {
  name: 'photos',
  async run({ smoke, rounds, freshDatabase, say }) {
    const url = await freshDatabase('photos')
    const database = openDatabase({ url, connections: 2 })
    await createTestAreas(database)
    const person = createPeople(database, keysOf('a secret of the bench, long enough'), () =>
      Date.now(),
    )
    const tokens: string[] = []
    for (let index = 0; index < connections; index += 1) {
      tokens.push((await person('worker', testAreas.grid)).token)
    }
    const bytes = smoke ? await phonePhoto(400, 300) : await phonePhoto(4_000, 3_000)
    const service = await startBuiltService(url)
    const upload = async (hand: number) => {
      const body = new FormData()
      body.set('commandId', newId())
      body.set('photoId', newId())
      body.set('file', new File([new Uint8Array(bytes)], 'photo.jpg'))
      const headers = { authorization: `Bearer ${tokens[hand]}` }
      const answer = await fetch(`${service.url}/api/reports/photos`, {
        method: 'POST',
        headers,
        body,
      })
      if (!answer.ok) throw new Error(`refused: ${answer.status} ${await answer.text()}`)
      await answer.arrayBuffer()
    }
    const [taken, alone]: [Measured[], Measured[]] = [[], []]
    const durationMs = smoke ? 300 : roundMs
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await keepBusy(durationMs, bytes.length, () => preparePhoto(bytes)))
      taken.push(await keepBusy(durationMs, bytes.length, upload))
      say(`  ${taken.at(-1)?.megabytesPerSecond.toFixed(1)} MB/s`)
    }
    const residentMb = service.residentBytes() / 1e6
    await service.stop()
    await database.close()
    const speedOf = (all: readonly Measured[]) => median(all.map((one) => one.megabytesPerSecond))
    return [
      { name: 'photos.size', value: bytes.length / 1e6, unit: 'MB' },
      { name: 'photos.taken', value: speedOf(taken), unit: 'MB/s' },
      {
        name: 'photos.taken.p99',
        value: median(taken.map((one) => percentile(one.latencies, 0.99))),
        unit: 'ms',
      },
      { name: 'photos.pictureAlone', value: speedOf(alone), unit: 'MB/s' },
      { name: 'photos.timesAlone', value: speedOf(taken) / speedOf(alone), unit: 'times' },
      { name: 'photos.service.resident', value: residentMb, unit: 'MB' },
    ] satisfies Figure[]
  },
}
