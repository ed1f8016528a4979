import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { open311 } from '../../contract'
import * as documented from '../../testing/documented-open311'
import { testAreas } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

const run = promisify(execFile)
const guide = readFileSync(path.join(import.meta.dirname, '../../../docs/integration.md'), 'utf8')

/** Each curl of the guide, whole: its lines end where none is continued. */
const commands = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.startsWith('curl ')),
)

let service: TestService
let apiKey: string

beforeAll(async () => {
  service = await startTestService()
  const centre = await service.person('countyCentre', testAreas.county)
  const input = { countyCode: testAreas.county, name: '热线平台', contact: '0357-0000001' }
  const { data } = await service.call(open311.createKey, input, { token: centre.token })
  apiKey = data.key
})
afterAll(() => service.close())

async function answered(command: string): Promise<string> {
  const here = command.replaceAll('https://grid.example.org', service.url)
  const env = { ...process.env, API_KEY: apiKey, no_proxy: '*' }
  const { stdout } = await run('sh', ['-c', here], { env, maxBuffer: 20_000_000 })
  return stdout
}

describe('the guide for other systems', () => {
  it('shows how to discover, raise and follow', () => {
    expect(commands.length).toBeGreaterThanOrEqual(8)
    expect(commands.some((one) => one.includes('api_key=$API_KEY'))).toBe(true)
  })

  it.each(commands.map((command, index) => ({ command, number: index + 1 })))(
    'example $number is answered as it says',
    async ({ command }) => {
      const answer = await answered(command)
      if (/\.xml/.test(command)) expect(Object.keys(documented.xmlTree(answer))).toHaveLength(1)
      else expect(JSON.parse(answer)).toBeTruthy()
    },
  )

  it('raises one matter however often its example is run', async () => {
    const raising = commands.find((one) => one.includes('$API_KEY')) ?? ''
    const first = documented.accepted.parse(JSON.parse(await answered(raising)))
    const again = documented.accepted.parse(JSON.parse(await answered(raising)))
    expect(again).toEqual(first)
    const { prisma } = service.parts.database
    expect(await prisma.matter.count({ where: { source: 'open311' } })).toBe(1)
  })
})
