import type { z } from 'zod'

type Check = (value: unknown) => boolean

/**
 * Whether a value is surely admitted by a schema, answered without making anything: facts come by the
 * ten thousand, and nearly all are well-formed. `false` says only that the schema itself has to look,
 * which also tells what is wrong. Sorts of schemas that are not known here are left to the schema.
 */
export function quickCheck(schema: z.core.$ZodType): Check {
  const { def } = schema._zod as z.core.$ZodTypes['_zod']
  const checks = (def.checks ?? []).map((one) => checkOf(one as z.core.$ZodChecks))
  const sort = sortCheck(def)
  if (sort === null || checks.includes(null)) return bySchema(schema)
  return all([sort, ...checks.filter((one) => one !== null)])
}

function bySchema(schema: z.core.$ZodType): Check {
  return (value) => (schema as z.ZodType).safeParse(value).success
}

function all(checks: Check[]): Check {
  const [first, second, third, ...more] = checks
  if (!first) return () => true
  if (!second) return first
  if (!third) return (value) => first(value) && second(value)
  if (more.length === 0) return (value) => first(value) && second(value) && third(value)
  return (value) => checks.every((check) => check(value))
}

function sortCheck(def: z.core.$ZodTypes['_zod']['def']): Check | null {
  switch (def.type) {
    case 'string':
      return stringCheck(def as never)
    case 'number':
      return numberCheck(def as never)
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'literal':
      return oneOf(def.values)
    case 'enum':
      return oneOf(Object.values(def.entries))
    case 'optional': {
      const inner = quickCheck(def.innerType)
      return (value) => value === undefined || inner(value)
    }
    case 'nullable': {
      const inner = quickCheck(def.innerType)
      return (value) => value === null || inner(value)
    }
    case 'array':
      return listCheck(quickCheck(def.element))
    case 'object':
      return def.catchall?._zod.def.type === 'never' ? fieldsCheck(def.shape) : null
    case 'union': {
      const options = def.options.map(quickCheck)
      return (value) => options.some((option) => option(value))
    }
    default:
      return null
  }
}

function stringCheck(def: { format?: string; pattern?: RegExp }): Check | null {
  if (def.format !== undefined) return null
  return (value) => typeof value === 'string'
}

function numberCheck(def: { format?: string }): Check | null {
  if (def.format === 'safeint') return Number.isSafeInteger
  return def.format === undefined ? Number.isFinite : null
}

function oneOf(values: readonly unknown[]): Check {
  const [only] = values
  if (values.length === 1) return (value) => value === only
  const known = new Set(values)
  return (value) => known.has(value)
}

function listCheck(element: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return false
    for (let index = 0; index < value.length; index += 1) if (!element(value[index])) return false
    return true
  }
}

function fieldsCheck(shape: Readonly<Record<string, z.core.$ZodType>>): Check {
  const fields = Object.entries(shape).map(([key, schema]) => {
    const check = quickCheck(schema)
    return { key, check, mayLack: check(undefined) }
  })
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    return inOrder(fields, value) || inAnyOrder(fields, value)
  }
}

interface Field {
  key: string
  check: Check
  mayLack: boolean
}

/** As facts mostly come: the fields that are there stand in the schema's order. */
function inOrder(fields: readonly Field[], value: object): boolean {
  let at = 0
  for (const key in value) {
    let field = fields[at++]
    while (field !== undefined && field.key !== key) {
      if (!field.mayLack) return false
      field = fields[at++]
    }
    if (field === undefined || !field.check(value[key as keyof typeof value])) return false
  }
  for (; at < fields.length; at += 1) if (fields[at]?.mayLack !== true) return false
  return true
}

function inAnyOrder(fields: readonly Field[], value: object): boolean {
  let known = 0
  for (let index = 0; index < fields.length; index += 1) {
    const { key, check } = fields[index] as Field
    const field = value[key as keyof typeof value]
    if (!check(field)) return false
    if (field !== undefined) known += 1
  }
  for (const _ in value) known -= 1
  return known === 0
}

/** What a schema asks beside its sort; null: not known here. */
function checkOf(check: z.core.$ZodChecks): Check | null {
  const { def } = check._zod
  switch (def.check) {
    case 'greater_than': {
      const least = def.value as number
      return def.inclusive ? (value) => (value as number) >= least : null
    }
    case 'less_than': {
      const most = def.value as number
      return def.inclusive ? (value) => (value as number) <= most : null
    }
    case 'min_length': {
      const { minimum } = def
      return (value) => (value as string).length >= minimum
    }
    case 'max_length': {
      const { maximum } = def
      return (value) => (value as string).length <= maximum
    }
    case 'string_format': {
      const { format, pattern } = def as { format: string; pattern?: RegExp }
      if (format !== 'regex' || !pattern || pattern.global || pattern.sticky) return null
      return (value) => pattern.test(value as string)
    }
    default: {
      const custom = def as unknown as { check: string; fn?: (value: unknown) => unknown }
      const { fn } = custom
      return custom.check === 'custom' && fn ? (value) => Boolean(fn(value)) : null
    }
  }
}
