import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { regulations } from './regulations'
import { evaluateLines } from './regulations/evaluate-lines'
import type { Regulation } from './rules/regulation'

/**
 * The auditor's tool: one month of facts a line in, one statement a line out, by the same code as
 * the service and without a database.
 */
const help = `用法：npm run --silent evaluate -- --regulation <办法> [--input <文件>]

从标准输入（或文件）逐行读取一个人一个月的事实（JSON），逐行写出算好的绩效。
某一行有错时，在它的位置写出 {"line":行号,"error":{"code","message","path"}}，其余照算。

  --regulation <办法>  ${[...regulations.keys()].join('、')}
  --input <文件>       从文件读取，不从标准输入读取
  --schema             写出输入和输出的 JSON Schema
  --help               写出这段说明

退出码：0 全部算好；1 有出错的行；2 用法不对或文件读不出来。
`

class UsageError extends Error {}

interface Options {
  regulation: Regulation
  input: string | undefined
  schema: boolean
}

function optionsOf(args: string[]): Options | 'help' {
  const { values } = parse(args)
  if (values.help) return 'help'
  if (values.regulation === undefined) throw new UsageError('请用 --regulation 指明办法')
  const regulation = regulations.get(values.regulation)
  if (!regulation) {
    throw new UsageError(
      `没有办法 ${values.regulation}，现有：${[...regulations.keys()].join('、')}`,
    )
  }
  return { regulation, input: values.input, schema: values.schema === true }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        regulation: { type: 'string' },
        input: { type: 'string' },
        schema: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(`参数不对：${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Each schema is a document of its own: references inside it start at its `$id`. */
function schemasOf(regulation: Regulation): object {
  const { facts, result } = regulation.jsonSchemas()
  const lineError = z.strictObject({
    line: z.int().min(1),
    error: z.strictObject({ code: z.string(), message: z.string(), path: z.string() }),
  })
  return {
    input: { $id: `urn:mingge:${regulation.id}:facts`, ...facts },
    output: {
      anyOf: [
        { $id: `urn:mingge:${regulation.id}:result`, ...result },
        { $id: 'urn:mingge:line-error', ...z.toJSONSchema(lineError) },
      ],
    },
  }
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2))
  if (options === 'help') {
    streamOut().write(help)
    return 0
  }
  if (options.schema) {
    streamOut().write(`${JSON.stringify(schemasOf(options.regulation), null, 2)}\n`)
    return 0
  }
  const input = options.input === undefined ? process.stdin : piecesOf(options.input)
  const note = (line: string) => process.stderr.write(`${line}\n`)
  const badLines = await evaluateLines(options.regulation, input, writeOut, note)
  return badLines > 0 ? 1 : 0
}

const pieceBytes = 1_000_000

/** All pieces in the same memory: each new one would be more for the collector, which then looks at everything. */
function* piecesOf(path: string): Generator<Buffer> {
  const file = openSync(path, 'r')
  const memory = Buffer.allocUnsafeSlow(pieceBytes)
  try {
    for (;;) {
      const length = readSync(file, memory)
      if (length === 0) return
      yield memory.subarray(0, length)
    }
  } catch (error) {
    // the error of a read does not say of which file
    throw isFileError(error) ? Object.assign(error, { path }) : error
  } finally {
    closeSync(file)
  }
}

const standardOutput = 1

/**
 * Straight into the pipe, which takes less than a stream of Node's. Where another process made the
 * pipe refuse instead of wait, as npm may, the stream waits for the reader.
 */
function writeOut(bytes: Uint8Array): Promise<void> | void {
  let written = 0
  try {
    while (written < bytes.length) written += writeSync(standardOutput, bytes, written)
  } catch (error) {
    if (!isFileError(error) || error.code !== 'EAGAIN') throw error
    const rest = bytes.subarray(written)
    return new Promise((resolve) => streamOut().write(rest, () => resolve()))
  }
}

let stream: NodeJS.WriteStream | undefined

/** Made where it is needed: once it is there, the pipe refuses to wait. */
function streamOut(): NodeJS.WriteStream {
  stream ??= process.stdout.on('error', leave)
  return stream
}

/** Who reads only the first lines closes the pipe: nothing is left to do, and nothing went wrong. */
function leave(error: NodeJS.ErrnoException): never {
  process.exit(error.code === 'EPIPE' ? 0 : 2)
}

try {
  process.exitCode = await main()
} catch (error) {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${help}`)
  else if (isFileError(error) && error.syscall === 'write') leave(error)
  else if (isFileError(error))
    process.stderr.write(`文件读不出来：${error.path ?? ''}（${error.code}）\n`)
  else throw error
  process.exitCode = 2
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
