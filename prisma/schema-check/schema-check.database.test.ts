import { type Connection, createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginOf } from '../../cloud/platform/database/address'
import { compareTables } from './compare'
import { createSql } from './create-sql'
import { tablesOf } from './data-model'
import { readLiveDatabase } from './live-database'
import type { Table } from './tables'

const MODEL = `
datasource db {
  provider = "mysql"
}
enum Kind {
  rural @map("农村")
  partTime
}
model Area {
  code       String   @id @db.VarChar(12)
  name       String   @default("it's") @db.VarChar(64)
  /// @collate utf8mb4_bin
  openId     String?  @unique @db.VarChar(64)
  kind       Kind     @default(rural)
  parentCode String?  @db.VarChar(12)
  parent     Area?    @relation("tree", fields: [parentCode], references: [code])
  children   Area[]   @relation("tree")
  grids      Grid[]
  @@index([kind, name(length: 10)])
  @@map("area")
}
model Grid {
  id        Bytes    @db.Binary(16)
  serial    Int      @default(autoincrement()) @db.UnsignedInt
  areaCode  String   @db.VarChar(12)
  area      Area     @relation(fields: [areaCode], references: [code], onDelete: Cascade)
  isOpen    Boolean  @default(true)
  level     Int      @default(3) @db.UnsignedTinyInt
  fen       BigInt   @default(0)
  latitude  Decimal  @default(0) @db.Decimal(9, 6)
  ratio     Float?
  outline   Json
  remark    String?  @db.Text
  startsOn  DateTime @db.Date
  createdAt DateTime @default(now()) @db.DateTime(3)
  updatedAt DateTime @updatedAt
  @@id([areaCode, id])
  @@unique([serial], map: "grid_serial")
  @@index([createdAt(sort: Desc)])
  @@map("grid")
}
`

describe('the schema check', () => {
  let connection: Connection
  let wanted: Table[]
  const name = `mingge_test_check_${process.pid}`

  beforeAll(async () => {
    wanted = await tablesOf([['fixture.prisma', MODEL]])
    connection = await createConnection({
      ...loginOf(process.env.TEST_DATABASE_URL ?? ''),
      multipleStatements: true,
    })
    await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4; USE ${name}`)
  })

  afterAll(async () => {
    await connection.query(`DROP DATABASE ${name}`)
    await connection.end()
  })

  /** The differences after a database made from the data model was changed by hand. */
  async function differencesAfter(change: string): Promise<string[]> {
    await connection.query(`DROP DATABASE ${name}; CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
    await connection.query(`USE ${name}; ${createSql(wanted)}`)
    if (change !== '') await connection.query(change)
    return compareTables(wanted, await readLiveDatabase(connection))
  }

  it('finds no difference in a database made from the data model', async () => {
    expect(await differencesAfter('')).toEqual([])
  })

  it('takes no notice of the ledger of migrations', async () => {
    expect(await differencesAfter('CREATE TABLE _prisma_migrations (id INT)')).toEqual([])
  })

  it.each([
    [
      'a missing column',
      'ALTER TABLE grid DROP COLUMN remark',
      'column grid.remark: in the data model (text), not in the database',
    ],
    [
      'an extra column',
      'ALTER TABLE grid ADD COLUMN colour INT',
      'column grid.colour: in the database (int), not in the data model',
    ],
    [
      'a shorter text',
      "ALTER TABLE area MODIFY name VARCHAR(32) NOT NULL DEFAULT 'it''s'",
      'type of area.name: the data model says varchar(64), the database varchar(32)',
    ],
    [
      'a lost sign',
      'ALTER TABLE grid MODIFY level TINYINT NOT NULL DEFAULT 3',
      'type of grid.level: the data model says tinyint unsigned, the database tinyint',
    ],
    [
      'a lost enum value',
      "ALTER TABLE area MODIFY kind ENUM('农村') NOT NULL DEFAULT '农村'",
      "type of area.kind: the data model says enum('农村','partTime'), the database enum('农村')",
    ],
    [
      'lost fractions of a second',
      'ALTER TABLE grid MODIFY updatedAt DATETIME NOT NULL',
      'type of grid.updatedAt: the data model says datetime(3), the database datetime',
    ],
    [
      'a column that may be NULL',
      'ALTER TABLE grid MODIFY startsOn DATE NULL',
      'whether grid.startsOn may be NULL: the data model says false, the database true',
    ],
    [
      'another default',
      'ALTER TABLE grid MODIFY fen BIGINT NOT NULL DEFAULT 1',
      'default of grid.fen: the data model says 0, the database 1',
    ],
    [
      'a lost default',
      'ALTER TABLE grid MODIFY createdAt DATETIME(3) NOT NULL',
      'default of grid.createdAt: the data model says current_timestamp(3), the database none',
    ],
    [
      'another collation',
      'ALTER TABLE area MODIFY openId VARCHAR(64) NULL',
      'collation of area.openId: the data model says utf8mb4_bin, the database utf8mb4_general_ci',
    ],
    [
      'a missing index',
      'DROP INDEX area_kind_name_idx ON area',
      'index area.area_kind_name_idx (plain: kind, name(10)): in the data model, not in the database',
    ],
    [
      'an index without its direction',
      'DROP INDEX grid_createdAt_idx ON grid; CREATE INDEX grid_createdAt_idx ON grid (createdAt)',
      'index grid.grid_createdAt_idx: the data model says plain: createdAt desc, the database plain: createdAt',
    ],
    [
      'an index that is no longer unique',
      'DROP INDEX area_openId_key ON area; CREATE INDEX area_openId_key ON area (openId)',
      'index area.area_openId_key: the data model says unique: openId, the database plain: openId',
    ],
    [
      'an extra index',
      'CREATE INDEX extra ON grid (level)',
      'index grid.extra (plain: level): in the database, not in the data model',
    ],
    [
      'another primary key',
      'ALTER TABLE grid DROP PRIMARY KEY, ADD PRIMARY KEY (areaCode, id, serial)',
      'primary key of grid: the data model says (areaCode, id), the database (areaCode, id, serial)',
    ],
    [
      'a missing foreign key',
      'ALTER TABLE grid DROP FOREIGN KEY grid_areaCode_fkey',
      'foreign key grid_areaCode_fkey: in the data model, not in the database',
    ],
    [
      'an extra table',
      'CREATE TABLE guest (id INT)',
      'table guest: in the database, not in the data model',
    ],
    ['a missing table', 'DROP TABLE grid', 'table grid: in the data model, not in the database'],
  ])('catches %s', async (_what, change, line) => {
    expect(await differencesAfter(change)).toEqual([line])
  })

  it('refuses a relation that would need a hidden table', async () => {
    const hidden = `
      datasource db {
        provider = "mysql"
      }
      model A {
        id Int @id
        b B[]
      }
      model B {
        id Int @id
        a A[]
      }`
    await expect(tablesOf([['hidden.prisma', hidden]])).rejects.toThrow('as a model of its own')
  })
})
