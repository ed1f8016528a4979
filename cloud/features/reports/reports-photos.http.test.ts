import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { reports } from '../../contract'
import { PlatformError } from '../../platform/platform-error'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { photoInput, submitted } from '../../testing/test-reports'

const folder = path.join(import.meta.dirname, '../../platform/bad-input')
const fixture = (name: string) => readFileSync(path.join(folder, name))
const naughty = JSON.parse(fixture('blns.json').toString('utf8')) as string[]

let service: TestService
let worker: TestPerson
let colleague: TestPerson
let office: TestPerson
let stranger: TestPerson
let picture: Buffer
let otherPicture: Buffer

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid)
  colleague = await service.person('worker', testAreas.grid)
  office = await service.person('townshipOffice', testAreas.township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  picture = fixture('photos/Landscape_6.jpg')
  otherPicture = await sharp({
    create: { width: 400, height: 300, channels: 3, background: '#385' },
  })
    .png()
    .toBuffer()
})
afterAll(() => service?.close())

const upload = (
  input: ReturnType<typeof photoInput>,
  token = worker.token,
  commandId = input.photoId,
) => service.call(reports.uploadPhoto, input, { token, commandId })
const look = (photoId: string, token = worker.token, size?: 'full' | 'thumbnail') =>
  service.call(reports.photo, { photoId, size }, { token })
const rows = () => service.parts.database.prisma.photo.findMany({ orderBy: { id: 'asc' } })

describe('uploading', () => {
  let held: string
  beforeAll(async () => {
    const input = photoInput(picture)
    held = input.photoId
    await upload(input)
  })

  const once = newId()
  checkEndpoint(() => service, {
    entry: reports.uploadPhoto,
    token: () => worker.token,
    valid: () => photoInput(picture, 'a.jpg', once),
    invalid: () => photoInput(picture, 'a.jpg', 'no id'),
    other: () => photoInput(otherPicture, 'a.jpg', once),
    effect: rows,
  })
  checkEndpoint(() => service, {
    entry: reports.photo,
    token: () => worker.token,
    stranger: () => stranger.token,
    valid: () => ({ photoId: held }),
    invalid: () => ({ photoId: held, size: 'huge' }),
  })

  it('turns the photo upright, strips it and keeps a thumbnail', async () => {
    const input = photoInput(picture)
    const { data } = await upload(input)
    expect(data).toEqual({ photoId: input.photoId, width: 600, height: 450 })
    const full = await look(input.photoId)
    expect([full.status, full.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(full.headers.get('cache-control')).toMatch(/^private, max-age=\d+$/)
    const shown = await sharp(full.data as unknown as Buffer).metadata()
    expect([shown.width, shown.height, shown.exif, shown.orientation]).toEqual([
      600,
      450,
      undefined,
      undefined,
    ])
    const small = await look(input.photoId, worker.token, 'thumbnail')
    expect((await sharp(small.data as unknown as Buffer).metadata()).width).toBe(320)
  })

  it('takes the same photo again for the first, under any command', async () => {
    const input = photoInput(picture)
    const first = await upload(input)
    const before = await rows()
    const again = await upload(input, worker.token, newId())
    expect([again.status, again.data]).toEqual([200, first.data])
    expect(await rows()).toEqual(before)
  })

  it('never puts another content or another person’s photo under an id', async () => {
    const input = photoInput(picture)
    await upload(input)
    const before = [await rows(), (await look(input.photoId)).data]
    const changed = await upload(
      photoInput(otherPicture, 'b.png', input.photoId),
      worker.token,
      newId(),
    )
    expect([changed.status, changed.error.code]).toEqual([409, 'commandConflict'])
    const foreign = await upload(input, colleague.token, newId())
    expect([foreign.status, foreign.error.code]).toEqual([409, 'commandConflict'])
    expect([await rows(), (await look(input.photoId)).data]).toEqual(before)
  })

  it('of two contents that race for one id keeps one whole', async () => {
    const photoId = newId()
    const contents = [picture, otherPicture, picture, otherPicture]
    const answers = await Promise.all(
      contents.map((bytes) => upload(photoInput(bytes, 'a', photoId), worker.token, newId())),
    )
    const statuses = answers.map((answer) => answer.status)
    expect([...statuses].sort()).toEqual([200, 200, 409, 409])
    expect(statuses[0]).toBe(statuses[2])
    const shown = await sharp((await look(photoId)).data as unknown as Buffer).metadata()
    expect(shown.width).toBe(statuses[0] === 200 ? 600 : 400)
  })

  it('refuses what is no sound photo, in Chinese, and stores nothing', async () => {
    const before = await rows()
    const big = Buffer.concat([picture, Buffer.alloc(10_100_000)])
    const cases: [Buffer, string, number, string][] = [
      [fixture('truncated_jpeg.jpg'), 'a.jpg', 422, 'photoUnreadable'],
      [fixture('broken_data_stream.png'), 'a.png', 422, 'photoUnreadable'],
      [fixture('blns.txt'), 'a.jpg', 415, 'photoTypeNotAllowed'],
      [
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
        'a.svg',
        415,
        'photoTypeNotAllowed',
      ],
      [Buffer.alloc(0), 'a.jpg', 422, 'photoUnreadable'],
      [big, 'a.jpg', 413, 'photoTooLarge'],
    ]
    for (const [bytes, name, status, code] of cases) {
      const answer = await upload(photoInput(bytes, name))
      expect([name, answer.status, answer.error?.code]).toEqual([name, status, code])
      expect(answer.error.message).toMatch(/[\u4e00-\u9fff]/)
    }
    expect(await rows()).toEqual(before)
  })

  it('is asked for again when the files cannot be stored, and then stored once', async () => {
    const { files } = service.parts
    const put = files.put.bind(files)
    const before = await rows()
    const input = photoInput(picture)
    files.put = async () => {
      throw new PlatformError('fileStoreUnavailable', '文件暂时存取不了')
    }
    try {
      const answer = await upload(input)
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
      expect(await rows()).toEqual(before)
    } finally {
      files.put = put
    }
    expect((await upload(input)).status).toBe(200)
    expect((await look(input.photoId)).status).toBe(200)
  })

  it('never uses the file’s name', async () => {
    const names = [
      '../../../etc/passwd',
      'a\u0000.jpg',
      'CON',
      '照片；rm -rf.jpg',
      ...naughty.slice(0, 40),
    ]
    for (const name of names) {
      const answer = await upload(photoInput(otherPicture, name))
      expect([name, answer.status]).toEqual([name, 200])
    }
    for (const photoId of naughty.slice(0, 60)) {
      const answer = await upload(photoInput(otherPicture, 'a.jpg', photoId), worker.token, newId())
      expect([photoId, answer.status]).toEqual([photoId, 400])
    }
  })

  it('refuses an upload without a file or with two', async () => {
    const send = async (form: FormData) => {
      const headers = { Authorization: `Bearer ${worker.token}` }
      const answer = await fetch(`${service.url}${reports.uploadPhoto.path}`, {
        method: 'POST',
        headers,
        body: form,
      })
      return [
        answer.status,
        ((await answer.json()) as { error: { message: string } }).error.message,
      ] as const
    }
    const form = new FormData()
    form.set('photoId', newId())
    form.set('commandId', newId())
    expect((await send(form))[0]).toBe(400)
    form.append('file', new File([new Uint8Array(picture)], 'a.jpg'))
    form.append('file', new File([new Uint8Array(picture)], 'b.jpg'))
    const [status, message] = await send(form)
    expect(status).toBe(400)
    expect(message).toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('a report’s photos', () => {
  it('may arrive after it', async () => {
    const input = photoInput(picture)
    const never = newId()
    const report = await submitted(service, worker.token, {
      photoIds: [input.photoId, never, input.photoId],
    })
    expect(report.photos).toEqual([
      { photoId: input.photoId, arrived: false },
      { photoId: never, arrived: false },
    ])
    const early = await look(input.photoId, office.token)
    expect([early.status, early.error.code]).toEqual([404, 'photoNotArrived'])
    expect((await look(input.photoId, stranger.token)).error.code).toBe('notFound')
    await upload(input)
    expect((await look(input.photoId, office.token)).status).toBe(200)
    const { data } = await service.call(
      reports.detail,
      { reportId: report.id },
      { token: office.token },
    )
    expect(data.report.photos.map((photo) => photo.arrived)).toEqual([true, false])
  })

  it('may arrive before it, and are seen by who sees the report', async () => {
    const input = photoInput(picture)
    await upload(input)
    expect((await look(input.photoId, office.token)).status).toBe(404)
    const report = await submitted(service, worker.token, { photoIds: [input.photoId] })
    expect(report.photos).toEqual([{ photoId: input.photoId, arrived: true }])
    expect((await look(input.photoId, office.token)).status).toBe(200)
    expect((await look(input.photoId, colleague.token)).status).toBe(404)
    expect((await look(input.photoId, stranger.token)).status).toBe(404)
  })

  it('cannot be another’s', async () => {
    const input = photoInput(picture)
    await upload(input, colleague.token)
    const { call } = service
    const before = await service.parts.database.prisma.report.count()
    await expect(submitted(service, worker.token, { photoIds: [input.photoId] })).rejects.toThrow(
      '照片编号',
    )
    expect(await service.parts.database.prisma.report.count()).toBe(before)
    // nor can somebody put his photo into another's report
    const promised = newId()
    const report = await submitted(service, worker.token, { photoIds: [promised] })
    const slipped = await upload(photoInput(picture, 'a.jpg', promised), colleague.token)
    expect([slipped.status, slipped.error.code]).toEqual([409, 'commandConflict'])
    // not even where both came at the same moment
    await service.parts.database.prisma.photo.create({
      data: {
        id: idBytes(promised),
        accountId: idBytes(colleague.accountId),
        sha256: new Uint8Array(32),
        width: 1,
        height: 1,
        byteSize: 1,
        perceptualHash: 1n,
        receivedAt: new Date(),
      },
    })
    const { data } = await call(reports.detail, { reportId: report.id }, { token: office.token })
    expect(data.report.photos).toEqual([{ photoId: promised, arrived: false }])
    expect((await look(promised, office.token)).status).toBe(404)
  })

  it('of a restricted report are not kept by browsers, and looking is noted', async () => {
    const input = photoInput(picture)
    await upload(input)
    const report = await submitted(service, worker.token, {
      itemCode: '1-1',
      photoIds: [input.photoId],
    })
    const shown = await look(input.photoId, office.token, 'thumbnail')
    expect([shown.status, shown.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const notes = await service.parts.database.prisma.auditEntry.findMany({
      where: { event: 'report.restrictedViewed', subjectId: report.id },
    })
    expect(notes).toHaveLength(1)
    const head = await service.person('villageHead', testAreas.village)
    expect((await look(input.photoId, head.token)).status).toBe(404)
  })
})
