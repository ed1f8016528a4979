import type { FileAnswer } from '../../http/serve'
import { type ReadImport, readTable, writeWorkbook } from '../../platform/spreadsheets'
import type { RecordedFact } from '../../rules'
import type { WorkerInMonth } from '../staff/staff.service'
import { heldValueOf, kindFault, valueFault, wantedText } from './fact-values'
import type { NewFact } from './recorded-facts.store'

type Worker = Pick<WorkerInMonth, 'accountId' | 'name' | 'gridCode' | 'workerKind'>
type Read = ReadImport<NewFact>
type Problem = Read['problems'][number]

interface TableOf {
  facts: readonly RecordedFact[]
  workers: readonly Worker[]
}

const nameColumn = {
  key: 'name',
  titles: ['姓名', '网格员', '网格员姓名'],
  required: true,
} as const
const gridColumn = { key: 'gridCode', titles: ['网格编码', '网格编号'], required: true } as const
const factKey = (name: string) => `fact.${name}`

/** People by grid and name, which a table can hold without a phone or an ID number. */
function peopleOf(workers: readonly Worker[]): Map<string, Worker[]> {
  const people = new Map<string, Worker[]>()
  for (const worker of workers) {
    const key = `${worker.gridCode} ${worker.name}`
    people.set(key, [...(people.get(key) ?? []), worker])
  }
  return people
}

/** Every cell becomes a value or a problem with its line; an empty cell leaves what stands. */
export async function readFactTable(
  bytes: Uint8Array,
  { facts, workers, self }: TableOf & { self: string },
): Promise<Read> {
  const factColumns = facts.map(({ name, label }) => ({
    key: factKey(name),
    titles: [label] as const,
  }))
  const table = await readTable(bytes, [gridColumn, nameColumn, ...factColumns])
  const people = peopleOf(workers)
  const problems: Problem[] = [...table.problems]
  const rows: NewFact[] = []
  const seen = new Map<string, number>()
  for (const { line, values } of table.rows) {
    const told = (column: string, message: string) => problems.push({ line, column, message })
    // told already
    if (!values.gridCode || !values.name) continue
    const found = people.get(`${values.gridCode} ${values.name}`) ?? []
    const [worker, second] = found
    if (!worker) {
      told('姓名', '这个乡镇的这个网格这个月没有这名在岗网格员')
    } else if (second) {
      told('姓名', '这个网格有两名同名的网格员，请在页面上逐人登记')
    } else if (worker.accountId === self) {
      told('姓名', '不能登记本人')
    } else if (seen.has(worker.accountId)) {
      told('姓名', `与第 ${seen.get(worker.accountId)} 行是同一个人`)
    } else {
      seen.set(worker.accountId, line)
      for (const fact of facts) {
        const text = values[factKey(fact.name)] ?? ''
        if (text === '') continue
        const value = heldValueOf(text, fact.unit)
        const fault =
          kindFault(fact, worker.workerKind) ??
          (value === null ? wantedText(fact.unit) : valueFault(fact, value))
        if (value === null || fault) told(fact.label, fault ?? '')
        else rows.push({ accountId: worker.accountId, name: fact.name, value })
      }
    }
  }
  if (table.rows.length > 0 && rows.length === 0 && problems.length === 0)
    problems.push({ line: table.rows[0]?.line ?? 1, column: null, message: '表里没有填任何一项' })
  return {
    rowCount: table.rows.length,
    rows,
    problems: problems.sort((a, b) => a.line - b.line),
  }
}

/** The sheet to fill in, with everybody's grid and name. */
export async function templateOf({
  facts,
  workers,
  title,
}: TableOf & { title: string }): Promise<FileAnswer> {
  const bytes = await writeWorkbook([
    {
      name: '月度事实',
      columns: [gridColumn.titles[0], nameColumn.titles[0], ...facts.map((one) => one.label)].map(
        (column) => ({ title: column, width: 20 }),
      ),
      rows: workers.map(({ gridCode, name }) => [gridCode, name, ...facts.map(() => '')]),
    },
  ])
  return {
    bytes,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${title}.xlsx`,
  }
}
