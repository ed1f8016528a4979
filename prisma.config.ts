import { defineConfig } from 'prisma/config'

// The address is only needed by `prisma migrate` and `prisma studio`; generating the client needs none.
export default defineConfig({
  schema: 'prisma/model',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'mysql://root@127.0.0.1:3306/mingge' },
})
