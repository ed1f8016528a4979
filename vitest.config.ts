import { defineConfig } from 'vitest/config'

const notTests = ['**/node_modules/**', '**/dist/**', 'data/**']
/** Tests that need a real MariaDB: endpoints over HTTP, and the database code itself. */
const onDatabase = ['**/*.http.test.ts', '**/*.database.test.ts', '**/*.database.test.mjs']

/** Modules are loaded once a worker and not once a file: none of them keeps anything of a test. */
const isolate = false

export default defineConfig({
  test: {
    // every core: most files wait for their database half of the time
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          isolate,
          include: [
            'cloud/**/*.test.ts',
            'prisma/**/*.test.ts',
            'bench/**/*.test.ts',
            'scripts/**/*.test.mjs',
          ],
          exclude: [...notTests, ...onDatabase],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'http',
          isolate,
          include: onDatabase,
          exclude: [...notTests, 'miniprogram/**'],
          globalSetup: ['scripts/vitest/database.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'pages',
          isolate,
          include: ['miniprogram/tests/**/*.pages.test.ts'],
          exclude: notTests,
          globalSetup: ['scripts/vitest/demo.ts'],
          testTimeout: 90_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'weapp',
          include: ['miniprogram/tests/**/*.weapp.test.ts'],
          exclude: notTests,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
