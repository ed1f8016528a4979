import { day, type WorkerKind, workerKindLabel } from '../../contract/primitives'
import type { UploadContext } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import { type ReadImport, readTable, type TableProblem } from '../../platform/spreadsheets'
import type { AccountsStore } from './accounts.store'
import { readIdNumber } from './id-number'
import { insertAccount, type IssuedCode, issueCode, type NewPerson } from './new-account'
import type { PeopleLookup } from './people-lookup.store'
import { maskPhone, type PersonalKeys } from './person-columns'
import { ageFault, isMobilePhone, isWorkPhone, postFault } from './person-rules'
import type { Places, PlacesService } from './places'
import type { ServiceDays } from './service-days'

export const workerColumns = [
  { key: 'name', titles: ['姓名'], required: true },
  { key: 'idNumber', titles: ['身份证号', '身份证号码'], required: true },
  { key: 'phone', titles: ['手机号', '手机号码'], required: true },
  { key: 'gridCode', titles: ['网格编码'], required: true },
  { key: 'kind', titles: ['类别', '网格员类别'], required: true },
  { key: 'startsOn', titles: ['上岗日期'], required: true },
  { key: 'workPhone', titles: ['工作电话'] },
  { key: 'bankCard', titles: ['银行卡号', '农商行卡号'] },
  { key: 'ageReason', titles: ['超龄理由'] },
] as const

/** Hashing a code takes some hundredths of a second, so a table must end. */
const mostWorkers = 2_000

type Values = Record<(typeof workerColumns)[number]['key'], string>
type Problem = (column: string, message: string) => void

const kindNames: readonly [string, WorkerKind][] = [
  ['农村', 'rural'],
  ['社区兼职', 'communityPartTime'],
  ['社区专职', 'communityFullTime'],
  ...Object.entries(workerKindLabel).map(([kind, label]): [string, WorkerKind] => [
    label,
    kind as WorkerKind,
  ]),
]

const isDay = (text: string) => day.safeParse(text).success

/** One line as a person, or its problems. */
function readPerson(
  values: Values,
  directory: Places,
  scopes: readonly string[],
  today: string,
  problem: Problem,
): NewPerson | null {
  const facts = readIdNumber(values.idNumber)
  if (!facts) problem('身份证号', '号码不对，请核对 18 位数字和最后的校验位')
  if (!isMobilePhone(values.phone)) problem('手机号', '应为 11 位手机号')
  const workerKind = kindNames.find(([name]) => name === values.kind)?.[1]
  if (!workerKind) problem('类别', '应为农村、社区兼职或社区专职')
  if (!isDay(values.startsOn)) problem('上岗日期', '应写成 2026-01-01')
  if (values.bankCard && !/^\d{12,19}$/.test(values.bankCard))
    problem('银行卡号', '应为 12 到 19 位数字')
  if (values.workPhone && !isWorkPhone(values.workPhone))
    problem('工作电话', '只能是数字和 + - ( )，可带“转”分机号')
  if (values.name.length > 32) problem('姓名', '最多 32 个字')
  const post = {
    role: 'worker' as const,
    scopeCode: values.gridCode,
    workerKind,
    startsOn: values.startsOn,
  }
  const inScope = scopes.some((scope) => values.gridCode.startsWith(scope))
  // the kind has its own problem: the grid is checked all the same
  const fault = inScope
    ? postFault({ ...post, workerKind: workerKind ?? 'rural' }, directory)
    : '不在您的管理范围内'
  if (fault) problem('网格编码', fault)
  const age = facts
    ? ageFault(facts.birthDate, 'worker', today, values.ageReason || undefined)
    : null
  if (age) problem('身份证号', age === 'reasonNeeded' ? '已超过 60 周岁，请填写“超龄理由”' : age)
  if (!facts) return null
  return {
    ...facts,
    name: values.name,
    phone: values.phone,
    workPhone: values.workPhone || undefined,
    bankCard: values.bankCard || undefined,
    post,
  }
}

/** Asks once for each township and month of a table. */
function frozenOnce(serviceDays: ServiceDays) {
  const known = new Map<string, Promise<string | null>>()
  return async (post: NewPerson['post']): Promise<string | null> => {
    if (!isDay(post.startsOn)) return null
    const key = `${post.scopeCode.slice(0, 9)} ${post.startsOn.slice(0, 7)}`
    const asked = known.get(key) ?? serviceDays.frozenFrom(post, post.startsOn)
    known.set(key, asked)
    return asked
  }
}

export interface WorkerImportParts {
  store: AccountsStore
  lookup: PeopleLookup
  areas: PlacesService
  keys: PersonalKeys
  serviceDays: ServiceDays
}

/** Workers from a table: each gets an account of his own and a one-time code. */
export function createWorkerImport({ store, lookup, areas, keys, serviceDays }: WorkerImportParts) {
  return {
    columns: workerColumns,

    async read(
      bytes: Buffer,
      scopes: readonly string[],
      nowMs: number,
    ): Promise<ReadImport<NewPerson>> {
      const [table, directory] = await Promise.all([
        readTable(bytes, workerColumns),
        areas.directory(),
      ])
      const problems: TableProblem[] = [...table.problems]
      if (table.rows.length > mostWorkers) {
        problems.push({
          line: 1,
          column: null,
          message: `一次最多导入 ${mostWorkers} 人，请分几个文件`,
        })
      }
      const people: { line: number; person: NewPerson }[] = []
      const lineOf = new Map<string, number>()
      const today = shanghaiDay(nowMs)
      const frozenFrom = frozenOnce(serviceDays)
      for (const { line, values } of table.rows) {
        const problem: Problem = (column, message) => problems.push({ line, column, message })
        const person = readPerson(values, directory, scopes, today, problem)
        if (!person) continue
        const frozen = await frozenFrom(person.post)
        if (frozen) problem('上岗日期', `${frozen} 已经定案，只能从下个月起上岗`)
        for (const [column, key] of [
          ['身份证号', person.idNumber],
          ['手机号', person.phone],
        ] as const) {
          if (lineOf.has(key)) problem(column, `与第 ${lineOf.get(key)} 行重复`)
          else lineOf.set(key, line)
        }
        people.push({ line, person })
      }
      const taken = await lookup.taken(people.map((one) => one.person))
      people.forEach(({ line }, index) => {
        if (taken[index]?.person)
          problems.push({ line, column: '身份证号', message: '此人已有账号，一人只能有一个' })
        else if (taken[index]?.phone)
          problems.push({ line, column: '手机号', message: '已被另一个账号使用' })
      })
      return {
        rowCount: table.rows.length,
        rows: people.map((one) => one.person),
        problems: problems.sort((a, b) => a.line - b.line),
      }
    },

    prepare: (rows: readonly unknown[]) => Promise.all(rows.map(() => issueCode())),

    async save(
      rows: readonly unknown[],
      codes: readonly IssuedCode[],
      { tx, nowMs, audit }: UploadContext,
    ) {
      const people = rows as NewPerson[]
      const told: { name: string; phoneMasked: string; code: string }[] = []
      for (const [index, person] of people.entries()) {
        const issued = codes[index]
        if (!issued) throw new Error('a code for each person')
        const accountId = await insertAccount(tx, store, person, {
          codeHash: issued.codeHash,
          keys,
          nowMs,
        })
        audit('account.created', accountId, person.post.scopeCode, { imported: true })
        told.push({ name: person.name, phoneMasked: maskPhone(person.phone), code: issued.code })
      }
      return told
    },
  }
}
