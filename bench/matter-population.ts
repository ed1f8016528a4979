import { type Connection, createConnection } from 'mysql2/promise'
import { wordsOf } from '../cloud/features/matters/words-of'
import { loginOf } from '../cloud/platform/database/address'
import { makeNumbers, populatedCounty } from './population'

export const townshipCount = 20
const villagesPerTownship = 10
const gridsPerVillage = 5

const townshipOf = (index: number) => `${populatedCounty}${100 + index}`
export const policeOf = (townshipCode: string) => `${townshipCode}-01`
/** Given what pollutes, in the whole county. */
export const countyDepartment = `${populatedCounty}-01`

/** Every grid's code, as the rows below spread over them. */
export function gridCodes(): string[] {
  const codes: string[] = []
  for (let township = 0; township < townshipCount; township += 1) {
    for (let village = 1; village <= villagesPerTownship; village += 1) {
      for (let grid = 1; grid <= gridsPerVillage; grid += 1) {
        codes.push(
          `${townshipOf(township)}${String(village).padStart(3, '0')}A${String(grid).padStart(3, '0')}`,
        )
      }
    }
  }
  return codes
}

const places = [
  '村口',
  '学校门前',
  '供销社旁',
  '西沟',
  '桥头',
  '文化广场',
  '卫生室门口',
  '三组',
  '河堤',
  '老粮站',
  '车站',
  '水塔下',
]
const troubles = [
  '路灯不亮，晚上看不见路',
  '垃圾堆了好几天没人清运',
  '自来水管漏水，路面结冰',
  '井盖丢失，怕孩子掉下去',
  '电线垂下来碰到树枝',
  '有人占道堆放木料',
  '养殖场污水流到地里',
  '两家为排水吵了起来',
  '小饭馆油烟熏得开不了窗',
  '路面塌了一个坑，车过不去',
  '有人半夜施工，吵得睡不着',
  '药店卖过期药',
  '煤气味很重，怕有危险',
  '老人独居，想办高龄补贴',
  '护坡有裂缝，下雨掉石头',
  '公厕坏了没人修',
]

async function makeGround(connection: Connection): Promise<void> {
  await connection.query(`INSERT INTO area (code, name, level, parentCode) VALUES
    ('14', '省', 'province', NULL), ('1410', '市', 'city', '14'), ('${populatedCounty}', '县', 'county', '1410')`)
  const townships = Array.from({ length: townshipCount }, (_none, index) => townshipOf(index))
  await connection.query('INSERT INTO area (code, name, level, parentCode) VALUES ?', [
    townships.map((code) => [code, `乡${code}`, 'township', populatedCounty]),
  ])
  const grids = gridCodes()
  const villages = [...new Set(grids.map((code) => code.slice(0, 12)))]
  await connection.query('INSERT INTO area (code, name, level, parentCode, villageKind) VALUES ?', [
    villages.map((code) => [code, `村${code}`, 'village', code.slice(0, 9), 'village']),
  ])
  const outline =
    '{"type":"Polygon","coordinates":[[[110.7,36.4],[110.8,36.4],[110.8,36.5],[110.7,36.4]]]}'
  await connection.query(
    'INSERT INTO grid (code, villageCode, name, outline, datum, outlineSource, households, persons) VALUES ?',
    [
      grids.map((code) => [
        code,
        code.slice(0, 12),
        '网格',
        outline,
        'wgs84',
        'synthetic',
        100,
        300,
      ]),
    ],
  )
  await connection.query('INSERT INTO unit (code, areaCode, name, kind) VALUES ?', [
    [
      [countyDepartment, populatedCounty, '生态环境局', 'department'],
      ...townships.map((code) => [policeOf(code), code, '派出所', 'department']),
    ],
  ])
}

async function makeTexts(connection: Connection): Promise<number> {
  const texts = places.flatMap((place) => troubles.map((trouble) => `${place}${trouble}`))
  await connection.query(
    'CREATE TEMPORARY TABLE texts (t INT PRIMARY KEY, text VARCHAR(200), words TEXT) CHARACTER SET utf8mb4',
  )
  await connection.query('INSERT INTO texts VALUES ?', [
    texts.map((text, index) => [index, text, wordsOf(text).join(' ')]),
  ])
  return texts.length
}

/** Thrown once for each matter: by turns, one thing would be tied to another; the same in every run. */
const dice = [
  'text',
  'class',
  'open',
  'state',
  'due',
  'east',
  'north',
  'level',
  'acceptedLate',
  'handledLate',
  'reopened',
  'satisfied',
] as const
const chance = (die: (typeof dice)[number], of: number) => `MOD(w.\`${die}\`, ${of})`

/** A minute after the other, the last one now. */
const receivedAt = 'TIMESTAMPADD(SECOND, (CAST(w.n AS SIGNED) - @count) * 60, @now)'
const idOf = `UNHEX(CONCAT(LPAD(HEX(UNIX_TIMESTAMP(${receivedAt}) * 1000), 12, '0'), '70008000', LPAD(HEX(w.n), 12, '0')))`
const townshipText = `CONCAT('${populatedCounty}', 100 + MOD(w.n, ${townshipCount}))`
const gridText = `CONCAT(${townshipText}, LPAD(1 + MOD(w.n DIV ${townshipCount}, ${villagesPerTownship}), 3, '0'), 'A', LPAD(1 + MOD(w.n DIV ${townshipCount * villagesPerTownship}, ${gridsPerVillage}), 3, '0'))`
const textOf = (count: number) => chance('text', count)

/** In a thousand; what is left is 道路、水电、通讯等设施. `managementGap` never comes up. */
const classShares = [
  ['sanitation', 300],
  ['order', 150],
  ['dispute', 100],
  ['environment', 100],
  ['goods', 20],
  ['restrictedPerson', 20],
  ['correction', 5],
  ['illegalBusiness', 1],
] as const
const circleOf: Partial<Record<string, string>> = {
  restrictedPerson: 'offices',
  correction: 'judicial',
}

function classCases(wordOf: (classCode: string) => string): string {
  let below = 0
  const cases = classShares.map(([classCode, share]) => {
    below += share
    return `WHEN ${chance('class', 1_000)} < ${below} THEN '${wordOf(classCode)}'`
  })
  return `CASE ${cases.join(' ')} ELSE '${wordOf('facility')}' END`
}
const classText = classCases((classCode) => classCode)
const circleText = classCases((classCode) => circleOf[classCode] ?? 'open')
/** What pollutes is the county's own department's, in all townships; the rest the police's. */
const leadText = classCases((classCode) =>
  classCode === 'environment' ? 'county' : 'township',
).replaceAll("'county'", `'${countyDepartment}'`)
const leadCode = `REPLACE(${leadText}, 'township', CONCAT(${townshipText}, '-01'))`

/** One in fifty is still on its way, a third of those without end; of a hundred others one was none. */
const isOpen = `(${chance('open', 50)} = 7)`
const stateText = `IF(${isOpen}, ELT(1 + ${chance('state', 10)}, 'raised', 'accepted', 'handled', 'paused', 'dispatched',
  'dispatched', 'dispatched', 'dispatched', 'dispatched', 'dispatched'), ELT(1 + ${chance('state', 100)}, 'merged', 'ended', 'closed', ${Array.from({ length: 97 }, () => "'archived'").join()}))`
const holderText = `CASE WHEN NOT ${isOpen} THEN '' WHEN ${chance('state', 10)} < 2 THEN ${townshipText}
  WHEN ${chance('state', 10)} = 2 THEN ${gridText} ELSE ${leadCode} END`
const later = (hours: number) => `TIMESTAMPADD(HOUR, ${hours}, ${receivedAt})`
/** The clock of an open one runs out within two weeks of now, before or after. */
const dueAt = `IF(${isOpen} AND ${chance('state', 10)} <> 3, TIMESTAMPADD(MINUTE, CAST(${chance('due', 40_000)} AS SIGNED) - 20000, @now), NULL)`
const outcomeText = `IF(${isOpen}, NULL, IF(${chance('state', 100)} = 1, 'spam', 'solved'))`
const position = {
  longitude: `(110.75 + ${chance('east', 3_000)} / 10000)`,
  latitude: `(36.35 + ${chance('north', 2_000)} / 10000)`,
}
/** As platform/likeness numbers its squares. */
const placeCell = `(FLOOR((${position.latitude} + 90) * 100) * 36000 + FLOOR((${position.longitude} + 180) * 100))`

async function makeMatters(connection: Connection, textCount: number): Promise<void> {
  await connection.query(`INSERT INTO matter (id, receiptNumber, source, classCode, level, objectType, circle,
      text, longitude, latitude, datum, accuracyMeters, placeCell, textFingerprint, gridCode, townshipCode,
      raisedAt, receivedAt, state, outcome, isOpen, holderCode, dueAt, handleDueAt, acceptedAt, dispatchedAt,
      handledAt, verifiedAt, closedAt, acceptedLate, handledLate, reopenedCount, satisfaction, eventNumber, reminded)
    SELECT ${idOf}, CONCAT(DATE_FORMAT(${receivedAt}, '%y%m%d'), '-', LPAD(CONV(w.n, 10, 32), 8, '0')), 'resident',
      ${classText}, IF(${chance('level', 20)} = 3, 'urgent', 'ordinary'), 'event', ${circleText}, t.text,
      ${position.longitude}, ${position.latitude}, 'wgs84', 12, ${placeCell}, w.n * 7919, ${gridText}, ${townshipText},
      ${receivedAt}, ${receivedAt}, ${stateText}, ${outcomeText}, ${isOpen}, ${holderText}, ${dueAt}, ${later(40)},
      ${later(1)}, ${later(2)}, IF(${isOpen}, NULL, ${later(20)}), IF(${isOpen}, NULL, ${later(30)}),
      IF(${isOpen}, NULL, ${later(50)}), ${chance('acceptedLate', 50)} = 0, ${chance('handledLate', 20)} = 0,
      ${chance('reopened', 200)} = 0, IF(${isOpen}, NULL, IF(${chance('satisfied', 50)} = 0, 'unsatisfied', 'satisfied')),
      IF(${isOpen}, 3, 6), 2
    FROM thrown w JOIN texts t ON t.t = ${textOf(textCount)}`)
  await connection.query(`INSERT INTO matter_task (matterId, number, holderCode, part, state, dispatchedAt, dueAt, doneAt,
      classCode, circle, gridCode, matterState)
    SELECT ${idOf}, 1, ${leadCode}, 'lead', IF(${isOpen}, 'open', 'done'), ${later(2)}, ${later(40)},
      IF(${isOpen}, NULL, ${later(20)}), ${classText}, ${circleText}, ${gridText}, ${stateText} FROM thrown w`)
  await connection.query(`INSERT INTO matter_event (id, matterId, number, move, fromState, toState, at, actorKind, isPublic, contentHash)
    SELECT IF(s.number = 1, ${idOf}, UNHEX(CONCAT(LPAD(HEX(UNIX_TIMESTAMP(${receivedAt}) * 1000), 12, '0'), '7000900', s.number, LPAD(HEX(w.n), 12, '0')))),
      ${idOf}, s.number, s.move, s.fromState, s.toState, LEAST(@now, TIMESTAMPADD(HOUR, s.number, ${receivedAt})), 'clock', 1, REPEAT(CHAR(0), 32)
    FROM thrown w JOIN steps s WHERE s.number <= IF(${isOpen}, 3, 6)`)
}

/** Rows made inside the database, with the search index built at the end. */
export async function populateMatters(url: string, count: number): Promise<void> {
  const connection = await createConnection(loginOf(url))
  try {
    await connection.query('SET SESSION unique_checks = 0')
    await connection.query("SET time_zone = '+00:00'")
    await makeGround(connection)
    if (count === 0) return
    await makeNumbers(connection, count)
    await connection.query('SET @count = ?, @now = NOW(3)', [count])
    await connection.query(`CREATE TEMPORARY TABLE thrown (n INT UNSIGNED PRIMARY KEY) AS SELECT n,
      ${dice.map((die) => `CRC32(MD5(CONCAT('${die}', n))) AS \`${die}\``).join()} FROM numbers`)
    await connection.query(`CREATE TEMPORARY TABLE steps (number INT PRIMARY KEY, move VARCHAR(24),
      fromState VARCHAR(12), toState VARCHAR(12))`)
    await connection.query(`INSERT INTO steps VALUES (1, 'raise', NULL, 'raised'), (2, 'accept', 'raised', 'accepted'),
      (3, 'dispatch', 'accepted', 'dispatched'), (4, 'handle', 'dispatched', 'handled'),
      (5, 'verify', 'handled', 'verified'), (6, 'evaluate', 'verified', 'closed')`)
    const textCount = await makeTexts(connection)
    await makeMatters(connection, textCount)
    await connection.query('ALTER TABLE matter_search DROP INDEX matter_search_words_idx')
    await connection.query(`INSERT INTO matter_search (matterId, words)
      SELECT ${idOf}, REPLACE(CONCAT(' ', t.words), ' ', CONCAT(' p', DATE_FORMAT(${receivedAt}, '%y%m')))
      FROM thrown w JOIN texts t ON t.t = ${textOf(textCount)}`)
    await connection.query(
      'ALTER TABLE matter_search ADD FULLTEXT INDEX matter_search_words_idx (words)',
    )
    await connection.query('ANALYZE TABLE matter, matter_task, matter_event')
  } finally {
    await connection.end()
  }
}
