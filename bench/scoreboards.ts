import { createCentre } from './centre'
import type { Bench, BenchContext, Figure } from './figure'
import { median, percentile } from './figure'
import {
  type PopulationSize,
  populate,
  populatedCounty,
  populatedMonth,
  townshipsOf,
} from './population'
import { type RunningService, startBuiltService } from './service-process'

const hundredThousand: PopulationSize = {
  workers: 100_000,
  workersPerTownship: 200,
  checkInsPerWorker: 20,
  reportsPerWorker: 25,
}
/** A county as 大宁 is: some hundred workers in five townships. */
const oneCounty: PopulationSize = { ...hundredThousand, workers: 250, workersPerTownship: 50 }
const smokeSize: PopulationSize = { ...oneCounty, workers: 40, workersPerTownship: 20 }

/** As many readers at a time as the loop’s pages are measured with. */
const clients = 2
const mostTownshipMs = 50

interface Board {
  name: string
  path(turn: number): string
  requests: number
}

const asked = (board: 'workers' | 'areas', areaCode: string, more = '') =>
  `/api/scoreboards/${board}?areaCode=${areaCode}&month=${populatedMonth}${more}`

/** Some clients ask in turns; milliseconds of each answer. */
async function timesOf(service: RunningService, token: string, board: Board): Promise<number[]> {
  const times: number[] = []
  let turn = 0
  async function client(): Promise<void> {
    while (turn < board.requests) {
      const address = `${service.url}${board.path(turn++)}`
      const begun = performance.now()
      const answer = await fetch(address, { headers: { Authorization: `Bearer ${token}` } })
      await answer.arrayBuffer()
      times.push(performance.now() - begun)
      if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return times
}

/** Each board's rounds, interleaved with the others'. */
async function measure(url: string, boards: readonly Board[], rounds: number): Promise<Figure[]> {
  const token = await createCentre(url)
  const service = await startBuiltService(url)
  const found = new Map(
    boards.map((board) => [board.name, { p50: [] as number[], p99: [] as number[] }]),
  )
  try {
    for (let round = -1; round < rounds; round += 1) {
      for (const board of boards) {
        const times = await timesOf(service, token, board)
        // the first round warms up
        if (round < 0) continue
        found.get(board.name)?.p50.push(percentile(times, 0.5))
        found.get(board.name)?.p99.push(percentile(times, 0.99))
      }
    }
  } finally {
    await service.stop()
  }
  return boards.flatMap(({ name }) => {
    const { p50, p99 } = found.get(name) ?? { p50: [], p99: [] }
    return [
      { name: `scoreboards.${name}.p50`, value: median(p50), unit: 'ms' as const },
      { name: `scoreboards.${name}.p99`, value: median(p99), unit: 'ms' as const },
    ]
  })
}

function withGoal(figure: Figure): Figure {
  if (figure.name !== 'scoreboards.township.p99') return figure
  return {
    ...figure,
    goal: { text: `≤ ${mostTownshipMs} ms`, met: figure.value <= mostTownshipMs },
  }
}

function bigBoards(size: PopulationSize, smoke: boolean): Board[] {
  const townships = townshipsOf(size)
  const sorts = ['name', 'checkInDays', 'validReports', 'payFen']
  const few = smoke ? 8 : 24
  return [
    {
      name: 'township',
      // each request another township and another order, so that nothing can be kept
      path: (turn) =>
        asked(
          'workers',
          townships[turn % townships.length] as string,
          `&sort=${sorts[turn % sorts.length]}`,
        ),
      requests: smoke ? 8 : 200,
    },
    {
      name: 'hundredThousand.page',
      path: (turn) => asked('workers', populatedCounty, `&limit=50&offset=${turn * 50}`),
      requests: few,
    },
    {
      name: 'hundredThousand.sortedPage',
      path: (turn) =>
        asked('workers', populatedCounty, `&limit=50&sort=${sorts[turn % sorts.length]}`),
      requests: few,
    },
    { name: 'hundredThousand.areas', path: () => asked('areas', populatedCounty), requests: few },
  ]
}

/** Boards as the office asks for them, over HTTP, with the session and everything. */
export const scoreboards: Bench = {
  name: 'scoreboards',
  async run({ smoke, rounds, freshDatabase, say }: BenchContext) {
    const [big, county] = smoke ? [smokeSize, smokeSize] : [hundredThousand, oneCounty]
    const countyUrl = await freshDatabase('boards_county')
    await populate(countyUrl, county)
    const countyBoard = {
      name: 'county',
      path: () => asked('areas', populatedCounty),
      requests: smoke ? 8 : 200,
    }
    const figures = await measure(countyUrl, [countyBoard], rounds)
    say(`making ${big.workers} workers with their month`)
    const bigUrl = await freshDatabase('boards')
    await populate(bigUrl, big)
    figures.push(...(await measure(bigUrl, bigBoards(big, smoke), rounds)))
    return figures.map(withGoal)
  },
}
