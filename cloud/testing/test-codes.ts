import { codes } from '../contract'
import { tokenOf } from '../features/codes/code-token'
import { testAreas } from './test-county'
import type { TestService } from './test-service'

export interface LivedInCodes {
  printId: string
  gridSerial: number
  gridToken: string
  badgeSerial: number
  badgeToken: string
}

/** Twenty contact cards of the first grid, and the badge of a worker in it. */
export async function printedCodes(
  { call, parts }: TestService,
  office: { token: string },
  worker: { accountId: string },
): Promise<LivedInCodes> {
  const key = parts.keys.signing
  const print = async (input: Parameters<typeof call<typeof codes.print>>[1]) => {
    const answer = await call(codes.print, input, { token: office.token })
    if (answer.status !== 200) throw new Error(`not printed: ${JSON.stringify(answer.error)}`)
    return answer.data
  }
  const grid = await print({ what: 'cards', placeCode: testAreas.grid, cardsEach: 20 })
  const { accountId } = worker
  const badge = await print({ what: 'badges', placeCode: testAreas.grid, accountId })
  return {
    printId: grid.printId,
    gridSerial: grid.serial,
    gridToken: tokenOf('grid', grid.serial, key),
    badgeSerial: badge.serial,
    badgeToken: tokenOf('badge', badge.serial, key),
  }
}
