export interface DatabaseLogin {
  user: string
  password: string
  database: string
  host?: string
  port?: number
  socketPath?: string
}

/**
 * `mysql://user:password@host:port/database`, with `?socket=/path` for a server on this machine.
 * One reading for both database clients, which differ in what they make of an address.
 */
export function loginOf(url: string): DatabaseLogin {
  const address = new URL(url)
  const socketPath = address.searchParams.get('socket')
  return {
    user: decodeURIComponent(address.username),
    password: decodeURIComponent(address.password),
    database: decodeURIComponent(address.pathname.slice(1)),
    ...(socketPath
      ? { socketPath }
      : { host: address.hostname, port: Number(address.port || 3306) }),
  }
}
