import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { open311OpenApi } from '../features/open311/open311.openapi'
import { webhooksOpenApi } from '../features/webhooks/webhooks.openapi'
import { permissionTable } from '../contract/permissions'
import { contractEntries } from './completeness'
import { type JsonSchema, openApiOf, type Operation } from './openapi'
import { openApiPage } from './openapi-page'

const document = openApiOf('https://grid.example.org', {
  tags: open311OpenApi.tags,
  paths: open311OpenApi.paths,
  webhooks: webhooksOpenApi.webhooks,
  schemas: { ...open311OpenApi.schemas, ...webhooksOpenApi.schemas },
})
const entries = contractEntries()

const operations: Operation[] = [
  ...Object.values(document.paths),
  ...Object.values(document.webhooks),
].flatMap((item) => [item.get, item.post].filter((one) => one !== undefined))
const operation = (name: string) => {
  const found = operations.find((one) => one.operationId === name)
  if (!found) throw new Error(`${name} is not in the document`)
  return found
}

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references)
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, one]) =>
    key === '$ref' ? [String(one)] : references(one),
  )
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1, and all that it refers to is there', async () => {
    const copy = JSON.parse(JSON.stringify(document)) as Record<string, unknown>
    const result = await new Validator().validate(copy)
    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
    for (const target of references(document)) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(target)?.[1] ?? ''
      expect(Object.keys(document.components.schemas), target).toContain(name)
    }
  })

  it('is found to be wrong when it is', async () => {
    const broken = JSON.parse(JSON.stringify(document)) as { paths: object; info: object }
    Object.assign(broken.info, { title: 7 })
    expect((await new Validator().validate(broken as never)).valid).toBe(false)
  })

  it('has every entry of the contract once, with who may use it and what it can refuse', () => {
    const ids = operations.map((one) => one.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const entry of entries) {
      const one = operation(entry.name)
      const path = entry.path.replace(/:(\w+)/g, '{$1}')
      const reads = entry.kind === 'query' || entry.kind === 'download'
      expect(document.paths[path]?.[reads ? 'get' : 'post']?.operationId).toBe(entry.name)
      expect(one.summary).toBe(entry.summary)
      expect(one['x-permission']).toBe(entry.permission)
      expect(one['x-roles']).toEqual(permissionTable[entry.permission])
      const told = JSON.stringify(one.responses)
      for (const code of entry.errors) expect(told, entry.name).toContain(`"${code}"`)
      const inPath = (one.parameters ?? []).filter((given) => given.in === 'path')
      expect(inPath.map((given) => `{${given.name}}`).every((name) => path.includes(name))).toBe(
        true,
      )
      expect(inPath).toHaveLength([...path.matchAll(/\{/g)].length)
      expect(one.requestBody === undefined).toBe(reads)
      expect(document.tags.map((tag) => tag.name)).toContain(one.tags[0])
    }
  })

  it('tells commands their id, uploads their file, downloads that they are files', () => {
    const bodyOf = (name: string, type: string) =>
      operation(name).requestBody?.content[type]?.schema as JsonSchema
    const take = bodyOf('checkIns.take', 'application/json')
    expect(take.required).toContain('commandId')
    expect(take.properties?.commandId).toEqual({ $ref: '#/components/schemas/CommandId' })
    const signIn = bodyOf('accounts.signIn', 'application/json')
    expect(signIn.required).not.toContain('commandId')
    const photo = bodyOf('reports.uploadPhoto', 'multipart/form-data')
    expect(photo.required).toEqual(expect.arrayContaining(['commandId', 'file']))
    expect(Object.keys(operation('residents.gridCard').responses[200]?.content ?? {})).toEqual([
      'application/json',
    ])
    expect(Object.keys(operation('areas.importTemplate').responses[200]?.content ?? {})).toEqual([
      'application/octet-stream',
    ])
    expect(JSON.stringify(document)).not.toContain('"additionalProperties":false')
  })

  it('has the paths of GeoReport v2 and what webhooks are sent', () => {
    const paths = Object.keys(document.paths).filter((path) => path.startsWith('/open311/'))
    expect(paths.sort()).toEqual([
      '/open311/v2/discovery.{format}',
      '/open311/v2/requests.{format}',
      '/open311/v2/requests/{service_request_id}.{format}',
      '/open311/v2/services.{format}',
      '/open311/v2/services/{service_code}.{format}',
      '/open311/v2/tokens/{token}.{format}',
    ])
    expect(document.paths['/open311/v2/requests.{format}']?.post?.security).toEqual([
      { open311Key: [] },
    ])
    expect(document.webhooks.matterEvent?.post?.operationId).toBe('webhooks.matterEvent')
  })
})

describe('its page', () => {
  const page = openApiPage(document)

  it('shows every endpoint by its Chinese summary and runs nothing', () => {
    for (const one of operations) {
      expect(page).toContain(`id="${one.operationId}"`)
      expect(page).toContain(one.summary)
    }
    expect(page).not.toMatch(
      /<script|\son\w+=|javascript:|https?:\/\/(?!grid\.example\.org)[^<"]*\.(js|css)/,
    )
  })

  it('cannot be broken by what it describes', () => {
    const [first] = entries
    const hostile = structuredClone(document)
    const item = hostile.paths[first?.path.replace(/:(\w+)/g, '{$1}') ?? '']
    const target = item?.get ?? item?.post
    if (!target) throw new Error('there is no first operation')
    target.summary = '<img src=x onerror=alert(1)>'
    target.description = '`<b>`'
    expect(openApiPage(hostile)).not.toMatch(/<img|<b>/)
  })
})
