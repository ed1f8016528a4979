import { describe, expect, it } from 'vitest'
import { createLane } from './lane'

const options = { mostItems: 3, mostWaiting: 10, overloaded: () => new Error('overloaded') }

describe('lane', () => {
  it('collects what arrives while a batch is under way, in order', async () => {
    const batches: number[][] = []
    let release: () => void = () => undefined
    const lane = createLane<number, number>(async (items) => {
      batches.push(items)
      await new Promise<void>((resolve) => {
        release = resolve
      })
      return items.map((item) => item * 2)
    }, options)
    const first = lane.submit(1)
    await new Promise((resolve) => setImmediate(resolve))
    const others = [2, 3, 4, 5].map((item) => lane.submit(item))
    release()
    expect(await first).toBe(2)
    await new Promise((resolve) => setImmediate(resolve))
    release()
    await new Promise((resolve) => setImmediate(resolve))
    release()
    expect(await Promise.all(others)).toEqual([4, 6, 8, 10])
    expect(batches).toEqual([[1], [2, 3, 4], [5]])
    await lane.idle()
  })

  it('fails one item by its own error and a whole batch by a throw, and goes on', async () => {
    let broken = false
    const lane = createLane<number, number>(async (items) => {
      if (broken) throw new Error('database away')
      return items.map((item) => (item === 2 ? new Error('two') : item))
    }, options)
    const results = await Promise.allSettled([1, 2, 3].map((item) => lane.submit(item)))
    expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    broken = true
    await expect(lane.submit(4)).rejects.toThrow('database away')
    broken = false
    expect(await lane.submit(5)).toBe(5)
  })

  it('refuses what would wait too long', async () => {
    const lane = createLane<number, number>(async (items) => items, { ...options, mostWaiting: 2 })
    const results = await Promise.allSettled([1, 2, 3].map((item) => lane.submit(item)))
    expect(results.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  })
})
