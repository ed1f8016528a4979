import { children } from '@contract/areas'
import type { MatterDetail } from '@contract/matters'
import { dryRun } from '@contract/routing'
import { list, unitKindLabel } from '@contract/units'
import { holderCopy as copy } from '@/copy/office-matters'
import { useAsk } from '@/lib/query'
import { useMe } from '@/lib/session'
import { type Holder, fitting, isWithinReach } from '../../lib/holders'

const levelWords: Record<number, string> = {
  16: copy.grid,
  12: copy.village,
  9: copy.township,
  6: copy.county,
}

/** The matter's own grid, village, township and county. */
function usePlaces({ matter }: MatterDetail): Holder[] {
  const villageCode = matter.gridCode.slice(0, 12)
  const path = useAsk(children, { code: villageCode }).data?.path ?? []
  const codes = [matter.gridCode, villageCode, villageCode.slice(0, 9), villageCode.slice(0, 6)]
  const nameOf = (code: string) =>
    code === matter.gridCode ? matter.gridName : path.find((one) => one.code === code)?.name
  return codes.flatMap((code) => {
    const name = nameOf(code)
    const note = levelWords[code.length] ?? ''
    return name ? [{ code, name, note, unitKind: null }] : []
  })
}

export interface Proposal {
  lead: { code: string; name: string }
  coHandlers: readonly { code: string; name: string }[]
  why: string
  /** False: it is above the one who dispatches. */
  isInReach: boolean
}

/** Whom this matter can be given to by this person, and whom the routing table proposes. */
export function useHolders(shown: MatterDetail) {
  const me = useMe()
  const { gridCode, classCode } = shown.matter
  const places = usePlaces(shown)
  const listed = useAsk(list, {})
  const route = useAsk(dryRun, { gridCode, classCode }).data
  const units = (listed.data?.units ?? [])
    .filter(({ retiredOn }) => retiredOn === null)
    .map(({ code, name, kind }) => ({
      code,
      name,
      note: unitKindLabel[kind],
      unitKind: kind,
    }))
  const inReach = (code: string) => isWithinReach(me, shown.matter, code)
  const all = fitting(shown.matter, [...units, ...places]).filter(({ code }) => inReach(code))
  const proposal: Proposal | null = route?.lead?.inUse
    ? {
        lead: route.lead,
        coHandlers: route.coHandlers.filter(({ code, inUse }) => inUse && inReach(code)),
        why: route.why,
        isInReach: inReach(route.lead.code),
      }
    : null
  return { holders: all, proposal, failed: listed.error !== null }
}
