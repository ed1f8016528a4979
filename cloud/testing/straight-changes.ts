import type { Database } from '../platform/database'

const whoSomebodyIs = ['account', 'post', 'session'] as const
const changes = /^(create|update|upsert|delete)/

/**
 * The database as a test uses it to change people's posts, accounts and sessions behind the
 * service's back. The service remembers who calls until it is told of a change, so it is told;
 * what the service itself changes goes by its own stores and must tell by itself.
 */
export function toldOfChanges(database: Database): Database {
  const { prisma } = database
  const told = (model: (typeof whoSomebodyIs)[number]) =>
    new Proxy(prisma[model], {
      get(target, name) {
        const method = Reflect.get(target, name)
        if (typeof method !== 'function' || !changes.test(String(name))) return method
        return async (...given: unknown[]) => {
          const result = await method.apply(target, given)
          await prisma.$executeRaw`UPDATE identity_revision SET revision = revision + 1`
          return result
        }
      },
    })
  const models = new Map<PropertyKey, unknown>(whoSomebodyIs.map((one) => [one, told(one)]))
  return {
    ...database,
    prisma: new Proxy(prisma, {
      get: (target, name) => models.get(name) ?? Reflect.get(target, name),
    }),
  }
}
