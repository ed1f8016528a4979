import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { officialTexts } from '../../contract'
import { docxOf, pdfOf } from '../../platform/documents/documents-for-tests'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import {
  confirmedText,
  testArticles,
  textUpload,
  uploadedText,
} from '../../testing/test-official-texts'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let policy: TestPerson
let worker: TestPerson
let otherCounty: TestPerson
let otherPolicy: TestPerson

beforeAll(async () => {
  service = await startTestService()
  policy = await service.person('countyPolicy', testAreas.county)
  worker = await service.person('worker', testAreas.grid)
  otherCounty = await service.person('countyCentre', '141031')
  otherPolicy = await service.person('countyPolicy', '141031')
})
afterAll(() => service.close())
beforeEach(() => service.parts.database.prisma.officialText.deleteMany())

const as = ({ token }: TestPerson) => ({ token })
const texts = () => service.parts.database.prisma.officialText.findMany({ orderBy: { id: 'asc' } })
const detail = async (textId: string, person = policy) =>
  service.call(officialTexts.detail, { textId }, as(person))
const words = async (ids: string, person = worker, on?: string) =>
  (await service.call(officialTexts.words, { ids, on }, as(person))).data.words

describe('an upload', () => {
  checkEndpoint(() => service, {
    entry: officialTexts.uploadText,
    token: () => policy.token,
    stranger: () => worker.token,
    valid: () => textUpload(),
    invalid: () => textUpload('第一条 甲\n第二条 乙', '办法.txt', { startsOn: '2022-13-01' }),
    other: () => textUpload(`${testArticles.join('\n')}\n第十三条 另一份`),
    effect: async () => (await texts()).length,
  })

  it.each([
    ['a text', Buffer.from(testArticles.join('\n')), '办法.txt', 'txt'],
    ['a .docx', docxOf(testArticles), '办法.docx', 'docx'],
    ['a PDF', pdfOf(testArticles), '办法.pdf', 'pdf'],
    ['a PDF under another name', pdfOf(testArticles), '办法.docx', 'pdf'],
  ])('splits %s by article and tells what it lacks', async (_, content, name, kind) => {
    const { data } = await detail(await uploadedText(service, policy, textUpload(content, name)))
    expect(data.text).toMatchObject({
      regulation: 'daning-2022',
      state: 'draft',
      version: null,
      kind,
      fileName: name,
      uploadedByName: policy.name,
      confirmedByName: null,
    })
    expect(data.by).toBe('articles')
    expect(data.parts.map(({ title }) => title)).toEqual(['第八条', '第九条', '第十一条'])
    expect(data.parts[2]?.words).toBe('每条 7.5 元。\n这一条还有第二段，见第十二条。')
    const missing = data.missingArticles.map(({ id }) => id)
    expect(missing).toContain('DN-7')
    expect(missing).not.toContain('DN-8')
    const figures = data.missingFigures.filter(({ reading }) => reading === null)
    const labels = figures.map(({ label }) => label)
    expect(labels).toContain('社区兼职网格员每条单价')
    expect(labels).not.toContain('社区专职网格员每月补助标准')
    expect(labels).not.toContain('绩效部分占标准的比例')
    expect(figures.find(({ label }) => label === '最低年龄')?.reason).toBe('articleMissing')
  })

  it.each<[string, Buffer, string, string]>([
    ['an old .doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'fileUnreadable', '另存为 .docx'],
    ['half a PDF', pdfOf(testArticles).subarray(0, 80), 'fileUnreadable', '文件打不开'],
    ['a scan', pdfOf([]), 'fileUnreadable', '扫描'],
    ['a program', Buffer.from('7f454c4600010203', 'hex'), 'fileUnreadable', '文件打不开'],
    ['nothing', Buffer.alloc(0), 'fileUnreadable', '没有文字'],
    ['a letter', Buffer.from('您好，请查收附件。'), 'officialTextWithoutArticles', '第…条'],
  ])('of %s is refused and changes nothing', async (_, content, code, sentence) => {
    const before = await texts()
    const answer = await service.call(officialTexts.uploadText, textUpload(content), as(policy))
    expect([answer.status, answer.error.code]).toEqual([422, code])
    expect(answer.error.message).toContain(sentence)
    expect(await texts()).toEqual(before)
  })

  it('of a regulation that the build lacks is refused', async () => {
    const upload = textUpload(undefined, '办法.txt', { regulation: 'nowhere-2022' })
    const answer = await service.call(officialTexts.uploadText, upload, as(policy))
    expect(answer.error.code).toBe('regulationUnknown')
  })

  it('takes the place of a draft that nobody confirmed, not of a version', async () => {
    const version = await confirmedText(service, policy)
    const first = await uploadedText(service, policy)
    const second = await uploadedText(service, policy)
    const { data } = await service.call(officialTexts.versions, {}, as(policy))
    expect(data.versions.map(({ id }) => id).sort()).toEqual([version, second].sort())
    expect((await detail(first)).status).toBe(404)
  })
})

describe('a draft', () => {
  let textId: string
  beforeEach(async () => {
    textId = await uploadedText(service, policy)
  })
  const states = async () => (await texts()).map(({ version }) => version)

  checkEndpoint(() => service, {
    entry: officialTexts.confirm,
    token: () => policy.token,
    stranger: () => otherPolicy.token,
    valid: () => ({ textId }),
    invalid: () => ({ textId: 'x' }),
    other: () => ({ textId: '01900000-0000-7000-8000-000000000000' }),
    effect: states,
  })
  checkEndpoint(() => service, {
    entry: officialTexts.discard,
    token: () => policy.token,
    stranger: () => otherPolicy.token,
    valid: () => ({ textId }),
    invalid: () => ({ textId: 'x' }),
    effect: states,
  })
  checkEndpoint(() => service, {
    entry: officialTexts.detail,
    token: () => policy.token,
    stranger: () => worker.token,
    valid: () => ({ textId }),
    invalid: () => ({ textId: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: officialTexts.original,
    token: () => policy.token,
    stranger: () => worker.token,
    valid: () => ({ textId }),
    invalid: () => ({ textId: 'x' }),
  })

  it('is no version: nobody reads its words, only who may confirm it sees it', async () => {
    expect(await words('DN-8.1')).toEqual([])
    const listed = await service.call(officialTexts.versions, {}, as(worker))
    expect([listed.data.versions, listed.data.abilities]).toEqual([[], { upload: false }])
    const own = await service.call(officialTexts.versions, {}, as(policy))
    expect(own.data).toMatchObject({
      county: testAreas.county,
      regulation: 'daning-2022',
      abilities: { upload: true },
    })
    expect(own.data.versions).toHaveLength(1)
  })

  it('becomes a version once, which cannot be discarded', async () => {
    const confirm = () => service.call(officialTexts.confirm, { textId }, as(policy))
    expect((await confirm()).data).toEqual({ version: 1 })
    expect((await confirm()).error.code).toBe('alreadyDecided')
    const discarded = await service.call(officialTexts.discard, { textId }, as(policy))
    expect(discarded.error.code).toBe('alreadyDecided')
    expect((await detail(textId, worker)).data.text).toMatchObject({
      state: 'confirmed',
      confirmedByName: policy.name,
    })
  })

  it('is gone when it is discarded', async () => {
    const discarded = await service.call(officialTexts.discard, { textId }, as(policy))
    expect(discarded.data).toEqual({ done: true })
    expect(await texts()).toEqual([])
  })

  it('leaves its deeds in the audit', async () => {
    await service.call(officialTexts.confirm, { textId }, as(policy))
    const { prisma } = service.parts.database
    const events = await prisma.auditEntry.findMany({ where: { subjectId: textId } })
    expect(events.map(({ event }) => event).sort()).toEqual([
      'officialText.confirmed',
      'officialText.uploaded',
    ])
  })
})

describe('the words of articles', () => {
  checkEndpoint(() => service, {
    entry: officialTexts.words,
    token: () => worker.token,
    valid: () => ({ ids: 'DN-8.1,DN-9' }),
    invalid: () => ({ ids: 'DN-8.1;DROP' }),
  })

  it('are read by every worker of the county, and by nobody of another', async () => {
    await confirmedText(service, policy)
    expect(await words('DN-8.1,DN-11.1b,DN-11.1b,DN-7,QQ-8,DN-99')).toEqual([
      {
        id: 'DN-8.1',
        title: '第八条',
        words: '每月签到不少于二十次，每月至少 20 条有效信息。',
        startsOn: '2022-05-06',
        version: 1,
      },
      expect.objectContaining({ id: 'DN-11.1b', title: '第十一条' }),
    ])
    expect(await words('DN-8.1', otherCounty)).toEqual([])
  })

  it('are those in force on the day that is asked for', async () => {
    const text = (third: string) => `第八条 甲\n第九条 ${third}`
    await confirmedText(service, policy, textUpload(text('旧'), '旧.txt'))
    const later = { startsOn: '2026-06-01' }
    await confirmedText(service, policy, textUpload(text('新'), '新.txt', later))
    expect((await words('DN-9.1', worker, '2026-05-31'))[0]).toMatchObject({ words: '旧' })
    expect((await words('DN-9.1', worker, '2026-06-01'))[0]).toMatchObject({
      words: '新',
      version: 2,
    })
    expect((await words('DN-9.1'))[0]?.words).toBe('新')
    expect(await words('DN-9.1', worker, '2022-05-05')).toEqual([])
  })

  it('are those of the newest version of a day', async () => {
    await confirmedText(service, policy, textUpload('第八条 甲\n第九条 错字', '一.txt'))
    expect((await words('DN-9'))[0]?.words).toBe('错字')
    await confirmedText(service, policy, textUpload('第八条 甲\n第九条 改正', '二.txt'))
    expect((await words('DN-9'))[0]).toMatchObject({ words: '改正', version: 2 })
  })
})

describe('the original file', () => {
  it('is given back as it was uploaded', async () => {
    const bytes = docxOf(testArticles)
    const textId = await confirmedText(service, policy, textUpload(bytes, '大宁办法.docx'))
    const answer = await service.call(officialTexts.original, { textId }, as(worker))
    expect(Buffer.compare(answer.data as unknown as Buffer, bytes)).toBe(0)
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('大宁办法.docx'))
    const stranger = await service.call(officialTexts.original, { textId }, as(otherCounty))
    expect(stranger.status).toBe(404)
  })
})

describe('the list of versions', () => {
  checkEndpoint(() => service, {
    entry: officialTexts.versions,
    token: () => worker.token,
    valid: () => ({}),
    invalid: () => ({ regulation: 'NO' }),
  })
})

describe('the book of the law', () => {
  beforeAll(() => {
    const folder = path.join(service.parts.env.LAW_BOOK_FOLDER)
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'daning-2022.html'), '<!doctype html><title>大宁</title>')
  })

  checkEndpoint(() => service, {
    entry: officialTexts.lawBook,
    token: () => worker.token,
    valid: () => ({}),
    invalid: () => ({ regulation: '../daning-2022' }),
  })

  it('is the page of the regulation that binds the caller', async () => {
    const answer = await service.call(officialTexts.lawBook, {}, as(worker))
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(String(answer.data)).toBe('<!doctype html><title>大宁</title>')
    const other = { regulation: 'nowhere' }
    const missing = await service.call(officialTexts.lawBook, other, as(worker))
    expect(missing.error.code).toBe('regulationUnknown')
  })
})
