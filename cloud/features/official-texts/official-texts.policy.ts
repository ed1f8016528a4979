import type { Role } from '../../contract/permissions'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'

const managers: Role[] = ['countyPolicy']
const countyDigits = 6

/** The county's policy office uploads and confirms its text; everybody of the county reads it. */
export const officialTextsPolicy = {
  /** The county whose text the actor reads: that of his first post in a county. */
  countyOf(actor: Actor): string {
    const post = actor.posts.find(({ scopeCode }) => scopeCode.length >= countyDigits)
    if (!post) throw new Refusal('notFound')
    return post.scopeCode.slice(0, countyDigits)
  },

  /** The county whose text the actor may change. */
  ownCounty(actor: Actor): string {
    const post = actor.posts.find(
      ({ role, scopeCode }) => managers.includes(role) && scopeCode.length === countyDigits,
    )
    if (!post) throw new Refusal('notFound')
    return post.scopeCode
  },

  mayManage(actor: Actor, county: string): boolean {
    return actor.posts.some(
      ({ role, scopeCode }) => managers.includes(role) && scopeCode === county,
    )
  },

  /** A draft is seen by those who may confirm it, a version by the whole county. */
  maySee(actor: Actor, text: { countyCode: string; version: number | null }): boolean {
    if (text.version === null) return officialTextsPolicy.mayManage(actor, text.countyCode)
    return actor.posts.some(({ scopeCode }) => scopeCode.startsWith(text.countyCode))
  },
}
