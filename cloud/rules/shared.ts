/**
 * Marks what is made once a month and then stands in every statement: it cannot change any more, and
 * its bytes are kept (see statement-bytes.ts).
 */
export function shared<T extends object>(value: T): T {
  Object.freeze(value)
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
