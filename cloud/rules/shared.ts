/** Where an object carries what its bytes are once they were written twice (see json-bytes.ts). */
export const written = Symbol('written')

/** What was written of a shared object so far. */
export interface Written {
  times: number
  bytes: Uint8Array | null
}

export interface MayBeShared {
  [written]?: Written
}

/**
 * Marks what stands in many statements: it cannot change any more, and its bytes are kept. The mark
 * is seen neither by JSON nor by a copy.
 */
export function shared<T extends object>(value: T): T {
  if (!(written in value)) {
    const nothing: Written = { times: 0, bytes: null }
    Object.defineProperty(value, written, { value: nothing })
    Object.freeze(value)
  }
  return value
}

interface Lists {
  list?: readonly object[]
  longer: WeakMap<object, Lists>
}
const lists: Lists = { longer: new WeakMap() }

/** The list of these members: whoever names the same ones again gets the list that was made first. */
export function sharedList<T extends object>(members: T[]): T[] {
  let at = lists
  for (const member of members) {
    const known = at.longer.get(member)
    if (known) at = known
    else {
      const longer = { longer: new WeakMap() }
      at.longer.set(member, longer)
      at = longer
    }
  }
  at.list ??= shared(members)
  return at.list as T[]
}

/** Results kept at once for one rule; more arguments than these do not come again soon. */
const mostResults = 4_096

/**
 * A rule that remembers what it made of its arguments: counts, texts and shared figures. The workers
 * of a month mostly have the same few of them, so most figures are made, and written, once.
 */
export function remembered<A, R extends object>(make: (one: A) => R): (one: A) => R
export function remembered<A, B, R extends object>(
  make: (one: A, other: B) => R,
): (one: A, other: B) => R
export function remembered<A, B, R extends object>(
  make: (one: A, other: B) => R,
): (one: A, other: B) => R {
  // by the second first: it is a quota or what was missed, of which there are few, and mostly the last one
  const made = new Map<B, Map<A, R>>()
  let count = 0
  let lastOther: B
  let ofLast: Map<A, R> | undefined
  return (one, other) => {
    if (ofLast === undefined || other !== lastOther) {
      ofLast = made.get(other)
      lastOther = other
    }
    const held = ofLast?.get(one)
    if (held !== undefined) return held
    const result = make(one, other)
    if (!isLasting(one) || !isLasting(other)) return result
    if (count >= mostResults) {
      made.clear()
      ofLast = undefined
      count = 0
    }
    count += 1
    ofLast = made.get(other) ?? new Map()
    lastOther = other
    made.set(other, ofLast.set(one, shared(result)))
    return result
  }
}

/** Whether the argument may come again: a plain value, or an object that is shared. */
export function isLasting(argument: unknown): boolean {
  return (
    typeof argument !== 'object' ||
    argument === null ||
    (argument as MayBeShared)[written] !== undefined
  )
}
