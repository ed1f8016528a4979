import type { Figure } from '../../contract/trace'
import {
  countFact,
  makeFigure,
  type Naming,
  type NumberParameter,
  parametersOf,
  textFact,
} from '../figures'

export interface PostAsked {
  post: string
  label: string
  /** How many people the post needs. */
  least: NumberParameter
}

export interface PostHeld {
  person: string
  post: string
  /** A second post of the same person counts only where this allows it. */
  secondAllowed: boolean
}

export interface PostGaps {
  /** One figure a post: how many are missing. */
  gaps: Figure[]
  missing: number
  /** People who fill more than one post, with all that they fill. */
  doubled: { person: string; posts: string[] }[]
}

/** Posts of a grid against those it needs. People are told apart by their reference. */
export function postGaps(
  naming: Naming,
  asked: readonly PostAsked[],
): (held: readonly PostHeld[]) => PostGaps {
  return (held) => {
    const counted = countedPosts(held)
    const gaps = asked.map(({ post, label, least }) => {
      const have = counted.filter((one) => one.post === post).length
      const value = Math.max(0, least.value - have)
      return makeFigure(
        { ...naming, code: `gap.${post}`, label: `${label}缺口` },
        {
          value,
          unit: 'count',
          sentence: `${label}要 ${least.text}，有 ${have} 人，缺 ${value} 人`,
          block: 'postGaps',
          parameters: parametersOf(naming, least),
          facts: [countFact(`held.${post}`, label, have, '人')],
        },
      )
    })
    const people = [...new Set(counted.map(({ person }) => person))]
    return {
      gaps,
      missing: gaps.reduce((sum, { value }) => sum + value, 0),
      doubled: people
        .map((person) => ({
          person,
          posts: counted.filter((one) => one.person === person).map(({ post }) => post),
        }))
        .filter(({ posts }) => posts.length > 1),
    }
  }
}

/** The first post of each person, further ones only where they are allowed; each post once. */
function countedPosts(held: readonly PostHeld[]): PostHeld[] {
  const counted: PostHeld[] = []
  for (const one of held) {
    const own = counted.filter(({ person }) => person === one.person)
    if (own.some(({ post }) => post === one.post)) continue
    if (own.length === 0 || one.secondAllowed) counted.push(one)
  }
  return counted
}

export interface Institution {
  id: string
  label: string
}

/** Institutions that have nobody of their own; a person stands for one, or for several where shared. */
export function institutionGaps(
  naming: Naming,
  options: { least: NumberParameter; shared: boolean },
): (
  institutions: readonly Institution[],
  links: readonly { person: string; institution: string }[],
) => { figure: Figure; without: Institution[] } {
  const { least, shared } = options
  const parameters = parametersOf(naming, least)
  return (institutions, links) => {
    // a place for each person that an institution needs
    const places = institutions.flatMap((one) => Array.from({ length: least.value }, () => one.id))
    const filled = shared ? sharedFill(places, links) : distinctFill(places, links)
    const without = institutions.filter(
      ({ id }) =>
        places.filter((place, index) => place === id && filled[index] !== true).length > 0,
    )
    const value = places.filter((_, index) => filled[index] !== true).length
    const named =
      without.length > 0 ? `${without.map(({ label }) => label).join('、')}没有配齐，` : ''
    const figure = makeFigure(naming, {
      value,
      unit: 'count',
      sentence: `${institutions.length} 家单位各要 ${least.text}，${named}缺 ${value} 人`,
      block: 'institutionGaps',
      parameters,
      facts: institutions.map(({ id, label }) => textFact(id, '单位', label)),
    })
    return { figure, without }
  }
}

type Links = readonly { person: string; institution: string }[]

function sharedFill(places: readonly string[], links: Links): boolean[] {
  const people = new Map<string, number>()
  for (const institution of new Set(places)) {
    const own = links.filter((link) => link.institution === institution)
    people.set(institution, new Set(own.map(({ person }) => person)).size)
  }
  return places.map((place) => {
    const left = people.get(place) ?? 0
    people.set(place, left - 1)
    return left > 0
  })
}

/** Largest matching of people and places: somebody linked to two institutions goes where he is needed. */
function distinctFill(places: readonly string[], links: Links): boolean[] {
  const placeOf = new Map<string, number>()
  const fills = (place: number, tried: Set<string>): boolean => {
    for (const { person, institution } of links) {
      if (institution !== places[place] || tried.has(person)) continue
      tried.add(person)
      const other = placeOf.get(person)
      if (other === undefined || fills(other, tried)) {
        placeOf.set(person, place)
        return true
      }
    }
    return false
  }
  places.forEach((_, index) => {
    fills(index, new Set())
  })
  const taken = new Set(placeOf.values())
  return places.map((_, index) => taken.has(index))
}
