import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accounts } from '../../contract'
import type { InputOf } from '../../contract/define'
import { idBytes, idText, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { identityNumber } from '../../testing/identity-numbers'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let office: TestPerson
let otherOffice: TestPerson
let centre: TestPerson
let worker: TestPerson
let head: TestPerson
let serial = 0

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', testAreas.township, { name: '东河镇平安办' })
  otherOffice = await service.person('townshipOffice', testAreas.otherTownship)
  centre = await service.person('countyCentre', testAreas.county)
  worker = await service.person('worker', testAreas.grid)
  head = await service.person('gridHead', testAreas.grid)
})
afterAll(() => service.close())

type NewAccount = InputOf<typeof accounts.create>
type NewPost = NewAccount['post']

const workerPost: NewPost = {
  role: 'worker',
  scopeCode: testAreas.grid,
  workerKind: 'rural',
  startsOn: '2026-06-01',
}

const headPost: NewPost = { role: 'gridHead', scopeCode: testAreas.grid, startsOn: '2026-06-02' }

function person(changes: Partial<NewAccount> = {}): NewAccount {
  serial += 1
  return {
    name: `新人${serial}`,
    idNumber: identityNumber('1985-03-04', serial),
    phone: `137000${65_000 + serial}`,
    post: workerPost,
    ...changes,
  }
}

const create = (input: NewAccount, token = office.token) =>
  service.call(accounts.create, input, { token })
const prisma = () => service.parts.database.prisma
const accountCount = () => prisma().account.count()
const postCount = () => prisma().post.count()
const who = (token: string) => service.call(accounts.whoAmI, {}, { token })

/** A fresh worker of the test grid, signed in. */
const fresh = () => service.person('worker', testAreas.grid)
const postOf = async (accountId: string) => {
  const post = await prisma().post.findFirstOrThrow({ where: { accountId: idBytes(accountId) } })
  return post.id
}

describe('every endpoint', () => {
  let target: TestPerson
  let postId: string
  beforeAll(async () => {
    target = await fresh()
    postId = idText(await postOf(target.accountId))
  })
  const officeToken = () => office.token
  const stranger = () => otherOffice.token

  checkEndpoint(() => service, {
    entry: accounts.create,
    token: officeToken,
    stranger,
    valid: person,
    invalid: () => ({ ...person(), idNumber: '123' }),
    effect: accountCount,
  })
  checkEndpoint(() => service, {
    entry: accounts.list,
    token: officeToken,
    stranger: () => worker.token,
    valid: () => ({}),
    invalid: () => ({ limit: 0 }),
  })
  checkEndpoint(() => service, {
    entry: accounts.addPost,
    token: officeToken,
    stranger,
    valid: () => ({
      accountId: target.accountId,
      post: { ...workerPost, scopeCode: testAreas.secondGrid },
    }),
    invalid: () => ({ accountId: target.accountId, post: { ...workerPost, scopeCode: 'x' } }),
    other: () => ({
      accountId: target.accountId,
      post: headPost,
    }),
    effect: postCount,
  })
  checkEndpoint(() => service, {
    entry: accounts.endPost,
    token: officeToken,
    stranger,
    valid: () => ({ postId, endsOn: '2026-06-30', reason: '调整网格' }),
    invalid: () => ({ postId, endsOn: '2026-06-31', reason: '调整网格' }),
    other: () => ({ postId, endsOn: '2026-06-29', reason: '调整网格' }),
    effect: () =>
      prisma().post.findMany({ where: { id: idBytes(postId) }, select: { endsOn: true } }),
  })
  checkEndpoint(() => service, {
    entry: accounts.resetPassword,
    token: officeToken,
    stranger,
    valid: () => ({ accountId: target.accountId }),
    invalid: () => ({ accountId: 'x' }),
    effect: () =>
      prisma().account.findMany({
        where: { id: idBytes(target.accountId) },
        select: { passwordHash: true },
      }),
  })
  checkEndpoint(() => service, {
    entry: accounts.reveal,
    token: () => centre.token,
    stranger: () => office.token,
    valid: () => ({ accountId: worker.accountId, item: 'phone' as const, purpose: '发放报酬' }),
    invalid: () => ({ accountId: worker.accountId, item: 'phone', purpose: ' ' }),
    effect: () => prisma().auditEntry.count({ where: { event: 'account.revealed' } }),
  })
  checkEndpoint(() => service, {
    entry: accounts.deactivate,
    token: officeToken,
    stranger,
    valid: () => ({ accountId: target.accountId, reason: '离开岗位' }),
    invalid: () => ({ accountId: target.accountId, reason: '' }),
    other: () => ({ accountId: target.accountId, reason: '另一个理由' }),
    effect: () => prisma().account.findMany({ where: { id: idBytes(target.accountId) } }),
  })
})

describe('one account a person', () => {
  it('also of two created at once', async () => {
    const before = await accountCount()
    const one = person()
    const answers = await Promise.all([
      create(one),
      create({ ...person(), idNumber: one.idNumber }),
    ])
    expect(answers.map((answer) => answer.error?.code ?? 'created').sort()).toEqual([
      'created',
      'personHasAccount',
    ])
    expect(await accountCount()).toBe(before + 1)
  })

  it('tells a taken phone from a person who has an account, whoever made it and however it is typed', async () => {
    const one = person({ idNumber: identityNumber('1985-03-04', 901) })
    await create(one)
    expect((await create({ ...person(), phone: one.phone })).error.code).toBe('phoneInUse')
    const elsewhere = { ...person(), post: { ...workerPost, scopeCode: testAreas.otherGrid } }
    const again = await create(
      { ...elsewhere, idNumber: one.idNumber.toLowerCase() },
      otherOffice.token,
    )
    expect([again.status, again.error.code]).toEqual([409, 'personHasAccount'])
  })

  it('keeps the number of who was deactivated taken, and says so', async () => {
    const one = person()
    const { accountId } = (await create(one)).data
    await service.call(accounts.deactivate, { accountId, reason: '离岗' }, { token: office.token })
    const again = await create({ ...person(), idNumber: one.idNumber }, centre.token)
    expect(again.error.code).toBe('personHasAccount')
    expect(again.error.message).toContain('已停用')
  })
})

describe('who may be taken on', () => {
  const refusal = async (changes: Partial<NewAccount>, token?: string) => {
    const before = await accountCount()
    const answer = await create({ ...person(), ...changes }, token)
    expect(await accountCount()).toBe(before)
    return [answer.error?.code, answer.error?.message] as const
  }

  it('needs a number with the right check character and a real phone', async () => {
    const right = identityNumber('1985-03-04', 77)
    const wrong = `${right.slice(0, 17)}${right.endsWith('1') ? '2' : '1'}`
    expect((await refusal({ idNumber: wrong }))[1]).toContain('身份证号')
    expect((await refusal({ phone: '12345678901' }))[1]).toContain('手机号')
    expect((await refusal({ workPhone: '=cmd()' }))[1]).toContain('工作电话')
  })

  it('is 18 at least, and above 60 only with a reason', async () => {
    expect((await refusal({ idNumber: identityNumber('2008-06-16', 1) }))[1]).toContain('18')
    expect((await refusal({ idNumber: identityNumber('1965-06-15', 1) }))[0]).toBe('reasonNeeded')
    const sixty = await create({ ...person(), idNumber: identityNumber('1965-06-16', 1) })
    expect(sixty.status).toBe(200)
    const older = {
      ...person(),
      idNumber: identityNumber('1965-06-15', 1),
      ageReason: '县级联审同意',
    }
    expect((await create(older)).status).toBe(200)
  })

  it('is decided by the township for its own field people, by the county for the rest', async () => {
    const at = (role: NewPost['role'], scopeCode: string): NewPost => ({
      role,
      scopeCode,
      startsOn: '2026-06-01',
    })
    expect((await refusal({ post: at('townshipOffice', testAreas.township) }))[0]).toBe(
      'notAllowed',
    )
    expect((await refusal({ post: at('villageHead', testAreas.otherVillage) }))[0]).toBe(
      'notAllowed',
    )
    expect(
      (await refusal({ post: at('systemAdministrator', testAreas.county) }, centre.token))[0],
    ).toBe('notAllowed')
    expect((await create({ ...person(), post: at('villageHead', testAreas.village) })).status).toBe(
      200,
    )
    expect(
      (await create({ ...person(), post: at('townshipSigner', testAreas.township) }, centre.token))
        .status,
    ).toBe(200)
    expect(
      (await create({ ...person(), post: at('countyPolicy', testAreas.county) }, centre.token))
        .status,
    ).toBe(200)
  })

  it('gets a post on the right level, in a place that there is', async () => {
    const { workerKind: _kind, ...withoutKind } = workerPost
    expect((await refusal({ post: withoutKind }))[1]).toContain('类别')
    expect((await refusal({ post: { ...workerPost, scopeCode: testAreas.village } }))[1]).toContain(
      '网格',
    )
    expect(
      (await refusal({ post: { ...workerPost, scopeCode: `${testAreas.village}Z999` } }))[1],
    ).toContain('没有这个')
    expect((await refusal({ post: { ...workerPost, role: 'gridHead' } }))[1]).toContain(
      '只有网格员',
    )
  })
})

describe('ending', () => {
  it('a deactivation refuses the very next request, signs nobody in again and ends the posts', async () => {
    const target = await fresh()
    expect((await who(target.token)).status).toBe(200)
    await service.call(
      accounts.deactivate,
      { accountId: target.accountId, reason: '离岗' },
      { token: office.token },
    )
    expect((await who(target.token)).status).toBe(401)
    const posts = await prisma().post.findMany({ where: { accountId: idBytes(target.accountId) } })
    expect(posts[0]?.endsOn).toEqual(new Date('2026-06-15T00:00:00Z'))
    const again = await service.call(
      accounts.deactivate,
      { accountId: target.accountId, reason: '再来' },
      { token: office.token },
    )
    expect(again.error.code).toBe('alreadyDecided')
  })

  it('tells a deactivated person so only with the right password', async () => {
    const one = person()
    const { accountId, oneTimeCode } = (await create(one)).data
    await service.call(accounts.deactivate, { accountId, reason: '离岗' }, { token: office.token })
    const signIn = (password: string) =>
      service.call(accounts.signIn, { signInName: one.phone, password, deviceName: 'x' })
    expect((await signIn('wrong')).error.code).toBe('signInFailed')
    const right = await signIn(oneTimeCode)
    expect([right.status, right.error.code]).toEqual([403, 'accountDeactivated'])
  })

  it('a new code ends every session, and the old code', async () => {
    const one = person()
    const { accountId, oneTimeCode } = (await create(one)).data
    const signIn = (password: string) =>
      service.call(accounts.signIn, { signInName: one.phone, password, deviceName: 'x' })
    const { token } = (await signIn(oneTimeCode)).data
    const reset = await service.call(accounts.resetPassword, { accountId }, { token: office.token })
    expect((await who(token)).status).toBe(401)
    expect((await signIn(oneTimeCode)).error.code).toBe('signInFailed')
    expect((await signIn(reset.data.oneTimeCode)).data.me.mustChangePassword).toBe(true)
  })

  it('a sign-in at the same moment leaves no session behind', async () => {
    const one = person()
    const { accountId, oneTimeCode } = (await create(one)).data
    service.clock.advance(61_000)
    const signIns = Array.from({ length: 4 }, () =>
      service.call(accounts.signIn, {
        signInName: one.phone,
        password: oneTimeCode,
        deviceName: 'x',
      }),
    )
    const ended = service.call(
      accounts.deactivate,
      { accountId, reason: '离岗' },
      { token: office.token },
    )
    const answers = await Promise.all(signIns)
    expect((await ended).status).toBe(200)
    for (const answer of answers) {
      if (answer.status === 200) expect((await who(answer.data.token)).status).toBe(401)
    }
    const open = await prisma().session.count({
      where: { accountId: idBytes(accountId), endedAt: null },
    })
    expect(open).toBe(0)
  })

  it('is a superior’s: not one’s own, not a peer’s, not of somebody with a post outside', async () => {
    const deactivate = async (accountId: string, token: string) =>
      (await service.call(accounts.deactivate, { accountId, reason: '试试' }, { token })).error
        ?.code ?? 'done'
    expect(await deactivate(office.accountId, office.token)).toBe('ownCase')
    const colleague = await service.person('townshipOffice', testAreas.township)
    expect(await deactivate(colleague.accountId, office.token)).toBe('notAllowed')
    expect(await deactivate(worker.accountId, head.token)).toBe('notAllowed')
    expect(await deactivate(newId(), office.token)).toBe('notFound')
    const both = await fresh()
    await service.call(
      accounts.addPost,
      { accountId: both.accountId, post: { ...workerPost, scopeCode: testAreas.otherGrid } },
      { token: centre.token },
    )
    expect(await deactivate(both.accountId, office.token)).toBe('notAllowed')
    expect(await deactivate(both.accountId, centre.token)).toBe('done')
    expect(await deactivate(colleague.accountId, centre.token)).toBe('done')
  })

  it('nobody gives himself a post or a code', async () => {
    const post: NewPost = {
      role: 'villageHead',
      scopeCode: testAreas.village,
      startsOn: '2026-06-01',
    }
    const added = await service.call(
      accounts.addPost,
      { accountId: office.accountId, post },
      { token: office.token },
    )
    expect(added.error.code).toBe('ownCase')
    const reset = await service.call(
      accounts.resetPassword,
      { accountId: office.accountId },
      { token: office.token },
    )
    expect(reset.error.code).toBe('ownCase')
  })
})
