// Who may import whom. The same rules in words and in a figure: docs/architecture.md.

const TESTS = '\\.test\\.tsx?$|^cloud/testing/'
const DATABASE_CLIENTS =
  '^cloud/platform/database/generated/|node_modules/(@prisma/|\\.prisma/|mysql2/|mariadb/)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'miniprogram-sees-the-contract-only',
      comment:
        'The client and the service agree on cloud/contract; anything else of the service in the client would ship rules, secrets or Node code to a phone.',
      severity: 'error',
      from: { path: '^miniprogram/src/' },
      to: { path: '^(cloud|prisma|bench|scripts|docs)/', pathNot: '^cloud/contract/' },
    },
    {
      name: 'the-service-does-not-know-the-client',
      comment: 'The service is built and deployed without the client.',
      severity: 'error',
      from: { path: '^(cloud|prisma)/' },
      to: { path: '^miniprogram/' },
    },
    {
      name: 'contract-imports-zod-only',
      comment:
        'The contract runs on both sides, in WeChat too: only zod (its mini form) and the contract itself.',
      severity: 'error',
      from: { path: '^cloud/contract/', pathNot: TESTS },
      to: { pathNot: '^cloud/contract/|node_modules/zod/' },
    },
    {
      name: 'features-import-inward-only',
      comment:
        'A feature builds on contract, http, rules and platform; it does not reach up to the wiring, the entries or a county.',
      severity: 'error',
      from: { path: '^cloud/features/', pathNot: TESTS },
      to: {
        path: '^(cloud|prisma|bench|scripts)/',
        pathNot: '^cloud/(contract|http|rules|law|platform|features)/',
      },
    },
    {
      name: 'features-meet-through-services',
      comment:
        'Another feature is reached through its service, as a type, and handed over by cloud/context.ts: then each store has one owner and the wiring shows who needs whom.',
      severity: 'error',
      from: { path: '^cloud/features/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^cloud/features/',
        pathNot: '^cloud/features/($1/|[^/]+/[^/]+\\.service\\.ts$)',
      },
    },
    {
      name: 'services-are-handed-over',
      comment:
        'The service of another feature is imported for its type only; the object comes from cloud/context.ts.',
      severity: 'error',
      from: { path: '^cloud/features/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^cloud/features/',
        pathNot: '^cloud/features/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-stores-talk-to-the-database',
      comment:
        'SQL and the Prisma client stay in *.store.ts and in platform/database: one place a feature where rows become facts.',
      severity: 'error',
      from: {
        path: '^(cloud|prisma)/',
        pathNot: `^cloud/platform/database/|\\.store\\.ts$|^prisma/schema-check/|${TESTS}`,
      },
      to: { path: DATABASE_CLIENTS },
    },
    {
      name: 'rules-import-nothing-outward',
      comment:
        'The engine is pure: no clock, database, network or county, so that the same figures come out anywhere. It reads YAML and the published public holidays, checks with zod, hashes a pack, and makes what contract/trace describes.',
      severity: 'error',
      from: { path: '^cloud/rules/', pathNot: TESTS },
      to: {
        pathNot:
          '^cloud/rules/|^cloud/contract/trace\\.ts$|node_modules/(zod|yaml|chinese-days)/|^(node:)?crypto$',
      },
    },
    {
      name: 'a-regulation-imports-rules-only',
      comment:
        'A county is parameters, articles and rules on top of the engine; its files read as law, not as code.',
      severity: 'error',
      from: { path: '^cloud/regulations/[^/]+/', pathNot: TESTS },
      to: { pathNot: '^cloud/(rules|regulations)/|^cloud/contract/trace\\.ts$|node_modules/zod/' },
    },
    {
      name: 'regulations-never-import-each-other',
      comment: "A change of one county's law must not change another county's pay.",
      severity: 'error',
      from: { path: '^cloud/regulations/([^/]+)/' },
      to: { path: '^cloud/regulations/[^/]+/', pathNot: '^cloud/regulations/$1/' },
    },
    {
      name: 'the-law-is-checked-from-its-text',
      comment:
        'The check, the book and the reading of official texts are given their files and regulations; they know neither disk nor service. TypeScript parses rules for numbers, in tools only.',
      severity: 'error',
      from: { path: '^cloud/law/', pathNot: TESTS },
      to: {
        pathNot:
          '^cloud/law/|^cloud/rules/|^cloud/contract/trace\\.ts$|node_modules/(yaml|typescript)/',
      },
    },
    {
      name: 'platform-knows-no-feature',
      comment: 'Database, clock, files, WeChat serve every feature alike.',
      severity: 'error',
      from: { path: '^cloud/platform/' },
      to: { path: '^cloud/(features|rules|regulations|http)/' },
    },
    {
      name: 'nobody-imports-bench-docs-or-scripts',
      comment: 'Measurements, documents and set-up scripts are used by people, not by the product.',
      severity: 'error',
      from: { path: '^(cloud|miniprogram/src|prisma)/', pathNot: TESTS },
      to: { path: '^(bench|docs|scripts)/' },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'A test may change or go without the product noticing.',
      severity: 'error',
      from: { pathNot: `${TESTS}|^miniprogram/tests/|^bench/` },
      to: { path: `${TESTS}|^miniprogram/tests/` },
    },
    {
      name: 'no-circles',
      comment:
        'Files that import each other in a circle can only be understood, and loaded, together.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-is-declared',
      comment: 'A package that only happens to be installed is gone with the next update.',
      severity: 'error',
      from: { path: '^(cloud|bench|prisma)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything-is-found',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: { path: '^(cloud|bench|prisma)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^cloud/platform/database/generated/' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
