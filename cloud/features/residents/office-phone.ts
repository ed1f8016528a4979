import type { Directory } from '../areas/areas.service'

const [townshipLength, villageLength] = [9, 12]

/** The nearest office that a resident of a grid can call. */
export function officePhoneOf(gridCode: string, directory: Directory): string | null {
  return (
    directory.area(gridCode.slice(0, villageLength))?.officePhone ??
    directory.area(gridCode.slice(0, townshipLength))?.officePhone ??
    null
  )
}
