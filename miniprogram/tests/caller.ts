import type { RunningService } from './service'

/** Asks the service directly, as one of the demo's people; throws what it refuses. */
export type Caller = <Answer>(path: string, body?: Record<string, unknown>) => Promise<Answer>

/** A time-ordered id, as the client makes them. */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}

export async function caller(service: RunningService, label: string): Promise<Caller> {
  const { signInName, password } = service.account(label)
  let token = ''
  const send: Caller = async <Answer>(path: string, body?: Record<string, unknown>) => {
    const response = await fetch(service.origin + path, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: body ? JSON.stringify({ commandId: newId(), ...body }) : undefined,
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
    return answer as Answer
  }
  const signedIn = await send<{ token: string }>('/api/accounts/sign-in', {
    signInName,
    password,
    deviceName: 'test',
  })
  token = signedIn.token
  return send
}
