import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loginOf } from './address'
import { lacksTriggers, MigrationError, migrate } from './migrate'

describe('migrate', () => {
  let folder: string
  let url: string
  let connection: Connection
  let name: string

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'migrations-'))
    const server = process.env.TEST_DATABASE_URL ?? ''
    connection = await createConnection(loginOf(server))
    name = `mingge_test_migrate_${Math.random().toString(36).slice(2)}`
    await connection.query(`CREATE DATABASE ${name}`)
    await connection.query(`USE ${name}`)
    const own = new URL(server)
    own.pathname = `/${name}`
    url = own.href
  })

  afterEach(async () => {
    await connection.query(`DROP DATABASE ${name}`)
    await connection.end()
    rmSync(folder, { recursive: true })
  })

  function write(migration: string, sql: string): void {
    mkdirSync(path.join(folder, migration), { recursive: true })
    writeFileSync(path.join(folder, migration, 'migration.sql'), sql)
  }

  async function count(table: string): Promise<number> {
    const [rows] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${table}`)
    return Number(rows[0]?.n)
  }

  it('applies in order, once', async () => {
    write('20260102000000_second', "INSERT INTO a VALUES (1, 'x;y')")
    write('20260101000000_first', 'CREATE TABLE a (id INT PRIMARY KEY, name VARCHAR(9));')
    expect((await migrate(url, folder)).applied).toEqual([
      '20260101000000_first',
      '20260102000000_second',
    ])
    expect(await migrate(url, folder)).toEqual({ applied: [], alreadyApplied: 2 })
    expect(await count('a')).toBe(1)
  })

  it('makes triggers', async () => {
    write(
      '20260101000000_first',
      `CREATE TABLE a (id INT PRIMARY KEY);
       CREATE TRIGGER a_no_update BEFORE UPDATE ON a
         FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a is only ever added to';
       INSERT INTO a VALUES (1);`,
    )
    await migrate(url, folder)
    await expect(connection.query('UPDATE a SET id = 3')).rejects.toThrow('only ever added to')
  })

  it('goes on only where the server cannot make a trigger, not where one is wrong', () => {
    const failure = (code: string, message = '') => Object.assign(new Error(message), { code })
    const trigger = 'CREATE TRIGGER a_no_update BEFORE UPDATE ON a …'
    const denied = failure('ER_TABLEACCESS_DENIED_ERROR', 'TRIGGER command denied')
    const onTidb = failure('ER_PARSE_ERROR', 'check the manual of your TiDB version for syntax')
    expect(lacksTriggers(trigger, denied)).toBe(true)
    expect(lacksTriggers(trigger, onTidb)).toBe(true)
    expect(lacksTriggers(trigger, failure('ER_PARSE_ERROR', 'your MariaDB version'))).toBe(false)
    expect(lacksTriggers('CREATE TABLE a (id INT)', denied)).toBe(false)
  })

  it('writes the ledger as Prisma does', async () => {
    write('20260101000000_first', 'CREATE TABLE a (id INT PRIMARY KEY)')
    await migrate(url, folder)
    const [rows] = await connection.query<RowDataPacket[]>('SELECT * FROM _prisma_migrations')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      // printf 'CREATE TABLE a (id INT PRIMARY KEY)' | sha256sum
      checksum: '0fb1ed686d1a3143b2dfb8e383de83e947bb41f991c225adb0ffaee7614d5ada',
      migration_name: '20260101000000_first',
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    })
    expect(rows[0]?.finished_at).not.toBeNull()
  })

  it('refuses a database with tables of somebody else, and touches nothing', async () => {
    await connection.query('CREATE TABLE wordpress_posts (id INT)')
    write('20260101000000_first', 'CREATE TABLE a (id INT PRIMARY KEY)')
    await expect(migrate(url, folder)).rejects.toThrow('not ours, so nothing was touched')
    const [tables] = await connection.query<RowDataPacket[]>('SHOW TABLES')
    expect(tables).toHaveLength(1)
  })

  it('refuses a ledger with a migration it does not know', async () => {
    write('20260101000000_first', 'CREATE TABLE a (id INT PRIMARY KEY)')
    write('20260102000000_newer', 'CREATE TABLE b (id INT PRIMARY KEY)')
    await migrate(url, folder)
    rmSync(path.join(folder, '20260102000000_newer'), { recursive: true })
    await expect(migrate(url, folder)).rejects.toThrow('20260102000000_newer, unknown')
  })

  it('refuses a migration that was changed after it had been applied', async () => {
    write('20260101000000_first', 'CREATE TABLE a (id INT PRIMARY KEY)')
    await migrate(url, folder)
    write('20260101000000_first', 'CREATE TABLE a (id BIGINT PRIMARY KEY)')
    await expect(migrate(url, folder)).rejects.toThrow('changed after it had been applied')
  })

  it('takes other line endings for the same migration', async () => {
    write('20260101000000_first', 'CREATE TABLE a\n(id INT PRIMARY KEY);\n')
    await migrate(url, folder)
    write('20260101000000_first', 'CREATE TABLE a\r\n(id INT PRIMARY KEY);\r\n')
    expect((await migrate(url, folder)).applied).toEqual([])
  })

  it('names the failing statement, and goes on from there once it is repaired', async () => {
    write(
      '20260101000000_first',
      'CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (1); INSERT INTO missing VALUES (1);',
    )
    await expect(migrate(url, folder)).rejects.toThrow('Statement 3 of the migration')
    await connection.query('CREATE TABLE missing (id INT PRIMARY KEY)')
    await migrate(url, folder)
    expect(await count('a')).toBe(1)
    expect(await count('missing')).toBe(1)
  })

  it('goes on after a kill between a statement and its count', async () => {
    write('20260101000000_first', 'CREATE TABLE a (id INT PRIMARY KEY); INSERT INTO a VALUES (1);')
    await migrate(url, folder)
    await connection.query('DELETE FROM a')
    await connection.query(
      'UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0',
    )
    await migrate(url, folder)
    expect(await count('a')).toBe(1)
  })

  it('lets one of several at once do the work', async () => {
    write(
      '20260101000000_first',
      'CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY); INSERT INTO a VALUES (); DO SLEEP(0.3);',
    )
    const reports = await Promise.all([1, 2, 3].map(() => migrate(url, folder)))
    expect(reports.flatMap((report) => report.applied)).toHaveLength(1)
    expect(await count('a')).toBe(1)
  })

  it('does not wait for ever, and takes over an expired lock', async () => {
    write('20260101000000_first', 'CREATE TABLE a (id INT PRIMARY KEY)')
    await migrate(url, folder)
    write('20260102000000_second', 'CREATE TABLE b (id INT PRIMARY KEY)')
    await connection.query(
      "UPDATE _migration_lock SET holder = 'x', heldUntil = NOW(3) + INTERVAL 60 SECOND",
    )
    await expect(migrate(url, folder, { waitMs: 300 })).rejects.toThrow('Another process')
    await connection.query('UPDATE _migration_lock SET heldUntil = NOW(3) - INTERVAL 1 SECOND')
    expect((await migrate(url, folder)).applied).toEqual(['20260102000000_second'])
  })

  it('says in a sentence what is wrong with the address', async () => {
    write('20260101000000_first', 'SELECT 1')
    await expect(migrate(url.replace(name, `${name}_none`), folder)).rejects.toThrow(
      'does not exist on',
    )
    await expect(migrate('mysql://root@127.0.0.1:1/x', folder)).rejects.toThrow('cannot be reached')
    await expect(migrate(url.replace(/:[^:@]+@/, ':wrong@'), folder)).rejects.toBeInstanceOf(
      MigrationError,
    )
  })
})
