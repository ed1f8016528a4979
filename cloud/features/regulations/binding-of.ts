import type { Binding } from './regulations.store'

type Dated = Pick<Binding, 'areaCode' | 'regulation' | 'startsOn'>

export type Bound<B extends Dated = Dated> =
  | { ok: true; binding: B; regulation: string; startsOn: string }
  | { ok: false; message: string }

/**
 * The one regulation that binds an area on a day (A-X-01): of the nearest area that has a binding
 * in force, the newest. None, or two that began on the same day, is an error that names them.
 */
export function bindingOf<B extends Dated>(
  bindings: readonly B[],
  code: string,
  day: string,
): Bound<B> {
  const inForce = bindings.filter((one) => code.startsWith(one.areaCode) && one.startsOn <= day)
  const nearest = Math.max(0, ...inForce.map((one) => one.areaCode.length))
  const own = inForce.filter((one) => one.areaCode.length === nearest)
  const newest = own
    .map((one) => one.startsOn)
    .sort()
    .at(-1)
  const [first, second] = own.filter((one) => one.startsOn === newest)
  if (!first) return { ok: false, message: `${day} 没有适用于 ${code} 的办法` }
  if (second) {
    return {
      ok: false,
      message: `${day} 有两个办法适用于 ${code}：${first.regulation} 和 ${second.regulation}`,
    }
  }
  return { ok: true, binding: first, regulation: first.regulation, startsOn: first.startsOn }
}
