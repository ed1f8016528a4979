import { expect, it } from 'vitest'
import { createLogger } from '.'

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = ''
  write(createLogger('info', { write: (line: string) => (text += line) }))
  return text
}

it('tells what went wrong and where', () => {
  const error = Object.assign(new Error('lost'), { code: 'ECONNRESET', errno: 104 })
  const text = logged((log) => log.error({ requestId: 'r-1', err: error }, 'internal'))
  expect(JSON.parse(text)).toMatchObject({
    requestId: 'r-1',
    msg: 'internal',
    err: { type: 'Error', message: 'lost', code: 'ECONNRESET', errno: 104 },
  })
})

it('tells neither the statement nor the numbers it was done with', () => {
  const phone = '19900012345'
  const idNumber = '14103019800101001X'
  const error = Object.assign(new Error(`Duplicate entry '${phone}' of ${idNumber}`), {
    sql: `INSERT INTO account VALUES ('${phone}')`,
    sqlMessage: `Duplicate entry '${phone}'`,
    values: [idNumber],
    cause: Object.assign(new Error(phone), { sql: idNumber }),
  })
  const text = logged((log) => {
    log.error({ err: error }, 'internal')
    log.info({ phone, person: { idNumber, bankCard: '6228480000001234', password: 'secret' } })
  })
  for (const told of [phone, idNumber, '6228480000001234', 'secret', 'INSERT']) {
    expect(text).not.toContain(told)
  }
  expect(text).toContain('Duplicate entry')
})

it('keeps ids, which are needed to find what happened', () => {
  const id = '01a212f3-46ce-7537-a80b-257eab628810'
  expect(logged((log) => log.error({ err: new Error(`no ${id}`) }))).toContain(id)
})
