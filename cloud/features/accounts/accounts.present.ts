import * as z from 'zod/mini'
import type { AccountRow as AccountAnswer, demoAccounts, Me, Post } from '../../contract/accounts'
import type { OutputOf } from '../../contract/define'
import { type Permission, permissionTable, permits } from '../../contract/permissions'
import type { Actor } from '../../http/actor'
import { formerPostDays } from '../../http/identity'
import { addDays, dayOfDate } from '../../platform/clock'
import { idText } from '../../platform/ids'
import type { Directory } from '../areas/areas.service'
import { accountsPolicy } from './accounts.policy'
import type { AccountRow, PostRow } from './accounts.store'

export function presentPost(row: PostRow, directory: Directory): Post {
  return {
    id: idText(row.id),
    role: row.role,
    scopeCode: row.scopeCode,
    scopeName: directory.areaName(row.scopeCode),
    workerKind: row.workerKind,
    startsOn: dayOfDate(row.startsOn),
    endsOn: row.endsOn === null ? null : dayOfDate(row.endsOn),
  }
}

export function isHeld(post: Pick<PostRow, 'startsOn' | 'endsOn'>, day: string): boolean {
  return dayOfDate(post.startsOn) <= day && (post.endsOn === null || dayOfDate(post.endsOn) >= day)
}

const permissionNames = Object.keys(permissionTable) as Permission[]

export function presentMe(
  account: AccountRow,
  posts: readonly PostRow[],
  today: string,
  directory: Directory,
): Me {
  const held = posts.filter((post) => isHeld(post, today))
  const roles = held.map((post) => post.role)
  const from = addDays(today, -formerPostDays)
  const lately = posts.filter(
    (post) => dayOfDate(post.startsOn) <= today && (!post.endsOn || dayOfDate(post.endsOn) >= from),
  )
  return {
    accountId: idText(account.id),
    name: account.name,
    phoneMasked: account.phoneMasked,
    wechatBound: account.wechatOpenId !== null,
    mustChangePassword: account.passwordState === 'oneTimeCode',
    posts: held.map((post) => presentPost(post, directory)),
    // who has left lately still sees what he is paid and may object to it
    permissions: permissionNames.filter((permission) =>
      permits(permission, permission === 'pay.object' ? lately.map((post) => post.role) : roles),
    ),
  }
}

const genderLabel: Record<string, string> = { male: '男', female: '女' }
export const genderLabelOf = (gender: string): string => genderLabel[gender] ?? ''

export function presentAccount(
  account: AccountRow,
  posts: readonly PostRow[],
  powers: { actor: Actor; managedPosts: readonly PostRow[]; directory: Directory },
): AccountAnswer {
  const { actor, managedPosts, directory } = powers
  const accountId = idText(account.id)
  const active = account.state === 'active' && accountId !== actor.accountId
  const managed = active && accountsPolicy.mayManage(actor, managedPosts)
  return {
    accountId,
    name: account.name,
    gender: genderLabelOf(account.gender),
    idNumberMasked: account.idNumberMasked,
    phoneMasked: account.phoneMasked,
    workPhone: account.workPhone,
    state: account.state,
    awaitingFirstSignIn: account.state === 'active' && account.passwordState === 'oneTimeCode',
    posts: posts.map((post) => presentPost(post, directory)),
    abilities: {
      deactivate: managed,
      resetPassword: managed,
      correct: managed,
      reactivate: account.state === 'deactivated' && accountsPolicy.mayReactivate(actor, posts),
      reveal: accountsPolicy.mayReveal(actor, posts),
    },
  }
}

type DemoAccounts = OutputOf<typeof demoAccounts>['accounts']

const demoList = z.array(
  z.object({ label: z.string(), name: z.string(), signInName: z.string(), password: z.string() }),
)

/** What the demo's seed left in the settings; nothing when there is no demo. */
export function readDemoAccounts(value: unknown): DemoAccounts {
  const read = z.safeParse(demoList, value)
  return read.success ? read.data : []
}
