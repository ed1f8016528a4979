import divisions from './data/divisions.json'
import type { DemoArea } from './types'

export const countyCode = '141030'

const levelByLength = {
  2: 'province',
  4: 'city',
  6: 'county',
  9: 'township',
  12: 'village',
} as const
const lengths = [2, 4, 6, 9, 12]

const isCommunity = (name: string) => name.includes('社区')

/** Invented: no exchange gives out a number that begins with 0000. */
const inventedPhone = (index: number) => `0357-0000${String(index).padStart(3, '0')}`

export function areasOf(): DemoArea[] {
  return divisions.map(({ code, name }, index) => {
    const level = levelByLength[code.length as keyof typeof levelByLength]
    const parentLength = lengths[lengths.indexOf(code.length) - 1]
    const isVillage = level === 'village'
    const hasOffice = level === 'county' || level === 'township' || isVillage
    return {
      code,
      name,
      level,
      parentCode: parentLength ? code.slice(0, parentLength) : null,
      villageKind: isVillage ? (isCommunity(name) ? 'community' : 'village') : null,
      officePhone: hasOffice ? inventedPhone(index) : null,
      emergencyPhone: hasOffice ? '110' : null,
    }
  })
}

/** '小冯村委会' → '小冯村', '杜村村委会' → '杜村', '向阳社区居委会' → '向阳社区'. */
export function shortName(name: string): string {
  if (name.endsWith('居委会')) return name.slice(0, -3)
  const bare = name.replace(/村委会$/, '')
  return bare.endsWith('村') || bare === name ? bare : `${bare}村`
}
