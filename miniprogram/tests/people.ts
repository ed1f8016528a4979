/** A signed-in person as the phone keeps him, for tests without a service. */
export function personWith(...roles: string[]) {
  return {
    accountId: '0199aaaa-0000-7000-8000-00000000000a',
    name: '冯建军',
    phoneMasked: '138****0001',
    wechatBound: false,
    mustChangePassword: false,
    posts: roles.map((role) => ({
      id: '0199aaaa-0000-7000-8000-000000000001',
      role,
      scopeCode: '141030100',
      scopeName: '昕水镇',
      workerKind: 'rural',
      startsOn: '2026-01-01',
      endsOn: null,
    })),
    permissions: [],
  }
}

/** A phone's storage on which somebody with these roles is signed in. */
export function signedInStorage(...roles: string[]): Map<string, unknown> {
  const session = { token: 'token', expiresAtMs: 4e12, me: personWith(...roles) }
  return new Map([['mingge:session', JSON.stringify(session)]])
}
