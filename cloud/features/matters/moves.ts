import type {
  MatterCircle,
  MatterClassCode,
  MatterLevel,
  MatterMove,
  MatterOutcome,
  MatterState,
} from '../../contract/matter-taxonomy'
import type { OpenMove } from '../../contract/matters'
import type { Role } from '../../contract/permissions'

/**
 * Who makes a move: staff whose post in one of these roles reaches the matter's grid (`roles`), who
 * belongs to whoever holds it (`lead`), to a co-handler with an open task (`co`), the one who raised
 * it (`raiser`), anybody who sees it (`anybody`), or the clock.
 */
export type MoveBy = { roles: readonly Role[] } | 'lead' | 'co' | 'raiser' | 'anybody' | 'clock'

export interface Move {
  name: MatterMove
  from: readonly MatterState[]
  /** Absent: the state stays as it is. */
  to?: MatterState
  by: readonly MoveBy[]
  needs: OpenMove['needs']
  outcome?: MatterOutcome
  /** Whoever handled it (or, for `verify`, belongs to the handling unit) may not do this. */
  notByHandler?: true
  /** Only for these circles; absent: all. */
  circles?: readonly MatterCircle[]
  classes?: readonly MatterClassCode[]
  levels?: readonly MatterLevel[]
  /** Its text is read by the one who raised it. */
  isPublic: boolean
  /** Article by which; `product`: no text says it and the product sets it. */
  source: string
}
