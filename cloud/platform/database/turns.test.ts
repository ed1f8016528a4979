import { describe, expect, it } from 'vitest'
import { createTurns } from './turns'

describe('turns', () => {
  it('never lets more run than it may, serves in order and goes on after a failure', async () => {
    const inTurn = createTurns(2)
    let running = 0
    let most = 0
    const ended: number[] = []
    const job = (number: number) => async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 1))
      running -= 1
      ended.push(number)
      if (number % 3 === 0) throw new Error(`job ${number}`)
      return number
    }
    const jobs = Array.from({ length: 20 }, (_, number) => inTurn(job(number)))
    const results = await Promise.allSettled(jobs)
    expect(most).toBe(2)
    expect(ended).toEqual(Array.from({ length: 20 }, (_, number) => number))
    expect(results.filter((one) => one.status === 'rejected')).toHaveLength(7)
    expect(await inTurn(async () => 'last')).toBe('last')
  })
})
