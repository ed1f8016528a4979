import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MatterCircle, Satisfaction } from '../../contract/matter-taxonomy'
import { shanghaiDay } from '../../platform/clock'
import { openDatabase } from '../../platform/database'
import { idBytes } from '../../platform/ids'
import { createLogger } from '../../platform/log'
import { testAreas } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { happen, writeMatter } from '../../testing/written-matters'
import { createKeepFigures } from './keep-figures'
import { createRecountStore } from './recount.store'

const hourMs = 3_600_000
const startMs = Date.parse('2026-05-20T09:00:00+08:00')
const grids = [testAreas.grid, testAreas.secondGrid, testAreas.otherGrid]
const units = ['141030-01', '141030100-02']
const workingMs = (fromMs: number, toMs: number) => Math.round((toMs - fromMs) / 3)

let service: TestService
const matters: string[] = []
const pick = <T>(all: readonly T[], index: number): T => all[index % all.length] as T

const keeping = (database = service.parts.database) =>
  createKeepFigures({
    store: createRecountStore(database),
    workingMs,
    log: createLogger('silent'),
  })

beforeAll(async () => {
  service = await startTestService()
  for (let index = 0; index < 60; index += 1) {
    const receivedAtMs = startMs + index * 11 * hourMs
    const circles: MatterCircle[] = ['open', 'open', 'offices', 'judicial']
    matters.push(
      await writeMatter(service, {
        gridCode: pick(grids, index),
        receivedAtMs,
        circle: pick(circles, index * 3),
        dueAt: new Date(service.clock.nowMs() + (index % 9) * hourMs),
        tasks:
          index % 2 === 0
            ? [
                {
                  holderCode: pick(units, index / 2),
                  part: 'lead',
                  state: 'open',
                  dispatchedAt: new Date(receivedAtMs),
                  dueAt: new Date(service.clock.nowMs() + (index % 7) * hourMs),
                },
              ]
            : [],
      }),
    )
  }
})
afterAll(() => service.close())

async function kept() {
  const rows = await service.parts.database.prisma.loopFigure.findMany({
    orderBy: [{ kind: 'asc' }, { startsOn: 'asc' }, { code: 'asc' }, { circle: 'asc' }],
  })
  return rows.map((row) => ({ ...row, startsOn: shanghaiDay(row.startsOn.getTime()) }))
}

async function move(index: number): Promise<void> {
  const { prisma } = service.parts.database
  const matterId = pick(matters, index * 17)
  const at = new Date(service.clock.nowMs())
  const satisfaction = pick<Satisfaction | null>(
    [null, 'satisfied', 'ordinary', 'unsatisfied'],
    index,
  )
  await prisma.matter.update({
    where: { id: idBytes(matterId) },
    data: pick(
      [
        { acceptedAt: at, state: 'accepted' as const, acceptedLate: index % 2 === 0 },
        { handledAt: at, state: 'handled' as const, handledLate: index % 3 === 0, dueAt: null },
        { isOpen: false, state: 'closed' as const, satisfaction, dueAt: null },
        {
          isOpen: true,
          state: 'accepted' as const,
          handledAt: null,
          reopenedCount: { increment: 1 },
        },
      ],
      index,
    ),
  })
  if (index % 3 === 0) {
    await prisma.matterTask.updateMany({
      where: { matterId: idBytes(matterId) },
      data: { state: 'done', doneAt: at, late: index % 2 === 0 },
    })
  }
  await happen(service, matterId, 'message', 'accepted')
}

describe('the kept figures', () => {
  it('equal a recount after whatever happened', async () => {
    const keep = keeping()
    for (let round = 0; round < 3; round += 1) {
      for (let index = 0; index < 7; index += 1) await move(round * 7 + index)
      service.clock.advance(hourMs)
      await keep.bringUp(service.clock.nowMs())
      const before = await kept()
      expect(before.length).toBeGreaterThan(10)
      await keep.recount(service.clock.nowMs())
      expect(await kept()).toEqual(before)
    }
  })

  it('are counted from nothing when they are lost', async () => {
    const { prisma } = service.parts.database
    const before = await kept()
    await prisma.loopFigure.deleteMany()
    await prisma.loopFigureState.deleteMany()
    await keeping().bringUp(service.clock.nowMs())
    expect(await kept()).toEqual(before)
  })

  it('are counted by one node at a time, and miss nothing that both were told of', async () => {
    const other = openDatabase({ url: service.parts.env.DATABASE_URL, connections: 3 })
    try {
      const [one, two] = [keeping(), keeping(other)]
      for (let round = 0; round < 5; round += 1) {
        service.clock.advance(2_000)
        await Promise.all([
          move(round),
          one.bringUp(service.clock.nowMs()),
          two.bringUp(service.clock.nowMs()),
          move(round + 20),
        ])
      }
      await one.bringUp(service.clock.nowMs())
      const before = await kept()
      await two.recount(service.clock.nowMs())
      expect(await kept()).toEqual(before)
    } finally {
      await other.close()
    }
  })

  it('say by their revision whether they changed', async () => {
    const keep = keeping()
    service.clock.advance(10 * 60_000)
    const first = await keep.upToDate(service.clock.nowMs())
    service.clock.advance(10 * 60_000)
    const second = await keep.upToDate(service.clock.nowMs())
    expect(second.revision).toBe(first.revision)
    await move(3)
    service.clock.advance(2_000)
    expect((await keep.upToDate(service.clock.nowMs())).revision).toBe(first.revision + 1)
  })
})
