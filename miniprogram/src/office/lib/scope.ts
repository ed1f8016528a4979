import type { Me } from '@contract/accounts'
import { useMe } from '@/lib/session'

/** The area a person's office covers: of several posts the widest; of a grid its village. */
export function officeAreaOf(me: Me | null): string {
  const codes = (me?.posts ?? [])
    .filter((post) => post.role !== 'worker')
    // a department's people belong to their unit's area
    .map((post) => (post.scopeCode.split('-')[0] ?? '').slice(0, 12))
    .sort((a, b) => a.length - b.length)
  return codes[0] ?? ''
}

export function useOfficeArea(): string {
  return officeAreaOf(useMe())
}

export type AreaLevel = 'county' | 'township' | 'village' | 'grid'

/** What kind of place a code names, by its length. */
export function levelOf(code: string): AreaLevel {
  if (code.length > 12) return 'grid'
  if (code.length > 9) return 'village'
  return code.length > 6 ? 'township' : 'county'
}
