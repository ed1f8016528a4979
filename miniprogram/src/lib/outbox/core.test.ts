import { describe, expect, test } from 'vitest'
import { StorageFull } from '../storage-full'
import { backoffMs } from './backoff'
import { NobodySignedIn, NoLongerRefused } from './core'
import { keyOf } from './record'
import { FakeDevice, FakeService } from './testing/world'

function world() {
  const service = new FakeService()
  const device = new FakeDevice(service)
  device.signedInAs = 'anna'
  return { service, device, outbox: device.boot() }
}

const checkIn = (payload: unknown = { day: 1 }) => ({
  kind: 'checkIn' as const,
  payload,
  title: '签到',
})
const photo = (id?: string) => ({
  id,
  kind: 'photo' as const,
  payload: {},
  title: '照片',
  files: ['/tmp/a.jpg'],
})

describe('sending', () => {
  test('what is added is sent and leaves the device', async () => {
    const { service, device, outbox } = world()
    const [item] = await outbox.add(checkIn())
    const settled = outbox.settled(item?.id ?? '', 5_000)
    await device.settle()
    expect(await settled).toEqual({ kind: 'delivered', output: { of: item?.id } })
    expect(service.effects.get(item?.id ?? '')?.times).toBe(1)
    expect(outbox.getStatus()).toMatchObject({ waiting: 0, refused: 0, lastSentAtMs: device.nowMs })
    expect([...device.texts.keys()].filter((key) => key.includes(':outbox:'))).toEqual([])
  })

  test('who asks after the answer is told it all the same', async () => {
    const { device, outbox } = world()
    const [item] = await outbox.add(checkIn())
    await device.settle()
    expect(await outbox.settled(item?.id ?? '', 5_000)).toMatchObject({ kind: 'delivered' })
  })

  test('a lost answer is asked for again under the same id', async () => {
    const { service, device, outbox } = world()
    service.weather = 'lostBack'
    await outbox.add(checkIn())
    await device.settle()
    expect(outbox.getStatus()).toMatchObject({ waiting: 1 })
    expect(outbox.getStatus().items[0]).toMatchObject({ unsure: true, tries: 1 })
    service.weather = 'fine'
    await device.pass(60_000)
    expect(service.requests).toBe(2)
    expect(service.effects.size).toBe(1)
    expect(outbox.getStatus().waiting).toBe(0)
  })

  test('without a network a round tries one record, not all of them', async () => {
    const { service, device, outbox } = world()
    service.weather = 'lostThere'
    for (let day = 1; day <= 5; day += 1) await outbox.add(checkIn({ day }))
    await device.settle()
    expect(service.requests).toBe(1)
    service.weather = 'fine'
    outbox.wake()
    await device.pass(1_000)
    expect(service.effects.size).toBe(5)
  })

  test('records go in the order taken, one at a time; photos at most two at a time', async () => {
    const { service, device, outbox } = world()
    for (let day = 1; day <= 4; day += 1) await outbox.add(checkIn({ day }))
    await outbox.add(photo(), photo(), photo(), photo(), photo())
    await device.pass(1_000)
    expect(service.most).toEqual({ records: 1, photos: 2 })
    const days = [...service.effects.values()].map((effect) => JSON.parse(effect.payload).day)
    expect(days.filter(Boolean)).toEqual([1, 2, 3, 4])
    expect(device.files.size).toBe(0)
  })

  test('a sending that never ends is given up and made again', async () => {
    const { service, device, outbox } = world()
    const receive = service.receive.bind(service)
    service.receive = () => new Promise(() => undefined)
    await outbox.add(checkIn())
    await device.pass(100_000)
    expect(outbox.getStatus().sending).toBe(1)
    service.receive = receive
    await device.pass(60_000)
    expect(service.effects.size).toBe(1)
  })
})

describe('waiting', () => {
  test('waits longer each time, up to ten minutes, never all together', () => {
    expect(backoffMs(1, 0)).toBe(1_000)
    expect(backoffMs(1, 0.999)).toBeLessThanOrEqual(2_000)
    expect(backoffMs(4, 0)).toBe(8_000)
    expect(backoffMs(60, 0.999)).toBeLessThanOrEqual(600_000)
    expect(backoffMs(60, 0)).toBe(300_000)
  })

  test('what waits survives a crash, also in the middle of a sending', async () => {
    const { service, device, outbox } = world()
    service.receive = () => new Promise(() => undefined)
    const [item] = await outbox.add(checkIn())
    await device.settle()
    service.receive = FakeService.prototype.receive.bind(service)
    const next = device.boot()
    expect(next.getStatus().items[0]).toMatchObject({ id: item?.id, unsure: true })
    await device.settle()
    expect(service.effects.size).toBe(1)
  })
})

describe('refusals', () => {
  test('a refused item stays in sight with its reason', async () => {
    const { device, outbox } = world()
    const [item] = await outbox.add(checkIn('bad'))
    const settled = await outbox.settled(item?.id ?? '', 5_000)
    expect(settled).toEqual({ kind: 'refused', error: { code: 'badInput', message: '有误' } })
    await device.pass(3_600_000)
    expect(outbox.getStatus()).toMatchObject({ refused: 1, waiting: 0 })
    expect(device.boot().getStatus().items[0]).toMatchObject({
      state: 'refused',
      lastError: { code: 'badInput', message: '有误' },
    })
  })

  test('a corrected one goes under an id of its own, in the place of the old one', async () => {
    const { service, device, outbox } = world()
    const [item] = await outbox.add(checkIn('bad'))
    await device.settle()
    const amended = await outbox.amend(item?.id ?? '', { payload: { day: 2 } })
    expect(amended?.id).not.toBe(item?.id)
    await device.settle()
    expect([...service.effects.keys()]).toEqual([amended?.id])
    expect(outbox.getStatus().items).toEqual([])
  })

  test('a crash between writing the corrected one and removing the old leaves only the corrected', async () => {
    const { device, outbox } = world()
    const [item] = await outbox.add(checkIn('bad'))
    await device.settle()
    device.crashAfterWrites = 1
    await outbox.amend(item?.id ?? '', { payload: { day: 2 } })
    const items = device.boot().getStatus().items
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ payload: { day: 2 }, replaces: item?.id })
  })

  test('a corrected record takes its new photos along, and its place in the order stays', async () => {
    const { service, device, outbox } = world()
    const [item] = await outbox.add(checkIn('bad'))
    await device.settle()
    service.weather = 'lostThere'
    device.nowMs += 60_000
    await outbox.amend(item?.id ?? '', { payload: { day: 2 }, title: '改好的' }, [photo()])
    await device.settle()
    const { items } = device.boot().getStatus()
    expect(items.map(({ title }) => title)).toEqual(['改好的', '照片'])
    expect(items[0]).toMatchObject({ kind: 'checkIn', createdAtMs: item?.createdAtMs })
    expect(device.files.size).toBe(1)
  })

  test('another photo takes the place of a refused one, for the record that names it', async () => {
    const { service, device, outbox } = world()
    service.weather = 'lostThere'
    const of = { photoId: 'p-1' }
    const [item] = await outbox.add({ ...photo('p-1'), payload: of })
    await device.settle()
    // the system has cleared it away
    device.files.clear()
    service.weather = 'fine'
    outbox.wake()
    await device.settle()
    expect(outbox.itemOfPhoto('p-1')).toMatchObject({ id: item?.id, state: 'refused' })
    const another = await outbox.amend('p-1', { payload: of, files: ['/tmp/b.jpg'] })
    expect(another.id).not.toBe('p-1')
    await device.settle()
    expect(service.effects.get(another.id)).toMatchObject({ times: 1 })
    expect(JSON.parse(service.effects.get(another.id)?.payload ?? '')).toEqual(of)
    expect([outbox.itemOfPhoto('p-1'), device.files.size]).toEqual([undefined, 0])
  })

  test('what was sent again meanwhile is not replaced, so that nothing counts twice', async () => {
    const { service, device, outbox } = world()
    const [item] = await outbox.add(checkIn('bad'))
    await device.settle()
    service.weather = 'lostThere'
    const id = item?.id ?? ''
    const amending = outbox.amend(id, { payload: { day: 2 } }, [photo()])
    outbox.resend(id)
    await expect(amending).rejects.toThrow(NoLongerRefused)
    await device.settle()
    expect(outbox.getStatus().items.map((one) => one.id)).toEqual([id])
    expect(device.files.size).toBe(0)
    await expect(outbox.amend('gone', { payload: {} })).rejects.toThrow(NoLongerRefused)
  })

  test('a corrected record without room leaves the refused one where it was', async () => {
    const { device, outbox } = world()
    const [item] = await outbox.add(checkIn('bad'))
    await device.settle()
    device.full = true
    await expect(outbox.amend(item?.id ?? '', { payload: { day: 2 } })).rejects.toThrow(StorageFull)
    expect(outbox.getStatus()).toMatchObject({ refused: 1, waiting: 0 })
  })

  test('only a refused item can be discarded, and its photo goes with it', async () => {
    const { service, device, outbox } = world()
    service.weather = 'lostThere'
    const [waiting] = await outbox.add(photo())
    await device.settle()
    await outbox.discard(waiting?.id ?? '')
    expect(outbox.getStatus().waiting).toBe(1)
    service.weather = 'fine'
    device.files.clear()
    outbox.wake()
    await device.settle()
    expect(outbox.getStatus()).toMatchObject({ refused: 1 })
    await outbox.discard(waiting?.id ?? '')
    expect(outbox.getStatus().items).toEqual([])
  })

  test('sending a refused item again keeps its id', async () => {
    const { service, device, outbox } = world()
    const [item] = await outbox.add(checkIn('bad'))
    await device.settle()
    outbox.resend(item?.id ?? '')
    await device.settle()
    expect(service.requests).toBe(2)
    expect(outbox.getStatus().items[0]?.id).toBe(item?.id)
  })
})

describe('people', () => {
  test('without anybody signed in nothing is taken', async () => {
    const { device } = world()
    device.signedInAs = null
    await expect(device.boot().add(checkIn())).rejects.toThrow(NobodySignedIn)
  })

  test("another person's items are kept, not sent, and go on when he is back", async () => {
    const { service, device, outbox } = world()
    service.weather = 'lostThere'
    await outbox.add(checkIn())
    await device.settle()
    service.weather = 'fine'
    device.signedInAs = 'bert'
    outbox.setAccount('bert')
    await device.pass(3_600_000)
    expect(service.effects.size).toBe(0)
    expect(outbox.getStatus()).toMatchObject({ waiting: 0, ofOthers: 1 })
    device.signedInAs = 'anna'
    outbox.setAccount('anna')
    await device.settle()
    expect(service.effects.size).toBe(1)
  })

  test('what a resident sends needs nobody signed in, and is in no worker’s list', async () => {
    const { service, device, outbox } = world()
    device.signedInAs = null
    outbox.setAccount(null)
    service.weather = 'lostThere'
    const [item] = await outbox.addForResident({
      kind: 'residentRaise',
      payload: { text: '路灯不亮' },
      title: '反映',
    })
    await device.settle()
    expect(outbox.residentItems().map((one) => one.id)).toEqual([item?.id])
    expect(outbox.getStatus()).toMatchObject({ waiting: 0, ofOthers: 0 })
    service.weather = 'fine'
    // the page was closed meanwhile
    const next = device.boot()
    await device.pass(60_000)
    expect(service.effects.get(item?.id ?? '')?.times).toBe(1)
    expect(next.residentItems()).toEqual([])
  })

  test('an ended session stops the sending until somebody signs in', async () => {
    const { service, device, outbox } = world()
    service.weather = 'signedOut'
    await outbox.add(checkIn())
    await device.pass(3_600_000)
    expect(service.requests).toBe(1)
    expect(outbox.getStatus()).toMatchObject({ needsSignIn: true, waiting: 1 })
    service.weather = 'fine'
    outbox.setAccount('anna')
    await device.settle()
    expect(service.effects.size).toBe(1)
  })
})

describe('the device', () => {
  test('a full storage is said before anything is promised, and leaves nothing behind', async () => {
    const { device, outbox } = world()
    device.full = true
    await expect(outbox.add(photo())).rejects.toThrow(StorageFull)
    expect(device.texts.size + device.files.size).toBe(0)
    expect(outbox.getStatus().items).toEqual([])
  })

  test('all or none: when the record has no room its photos go too', async () => {
    const { device, outbox } = world()
    device.service.weather = 'lostThere'
    const adding = outbox.add(photo(), photo(), checkIn())
    await Promise.resolve()
    await Promise.resolve()
    device.full = true
    await expect(adding).rejects.toThrow(StorageFull)
    await device.settle()
    expect(device.texts.size + device.files.size).toBe(0)
  })

  test('an unreadable entry is put aside and reported, and the others go on', async () => {
    const { service, device, outbox } = world()
    service.weather = 'lostThere'
    const [item] = await outbox.add(checkIn())
    await device.settle()
    const key = keyOf({ accountId: 'anna', id: '0190-broken' })
    device.texts.set(key, '{"id":"0190-bro')
    const next = device.boot()
    await device.settle()
    expect(next.getStatus()).toMatchObject({ broken: 1, waiting: 1 })
    expect(device.texts.has(key)).toBe(false)
    expect([...device.texts.values()]).toContain('{"id":"0190-bro')
    expect(next.getStatus().items[0]?.id).toBe(item?.id)
  })

  test('files of sent or never kept items are cleared away, fresh ones are not', async () => {
    const { service, device, outbox } = world()
    service.weather = 'lostThere'
    await outbox.add(photo())
    const kept = [...device.files.keys()]
    device.files.set('0199aaaa-0000-7000-8000-000000000000-0', 'x')
    await outbox.dropOrphanFiles()
    expect([...device.files.keys()]).toEqual(kept)
    device.files.set('0199aaaa-0000-7000-8000-000000000000-draft', 'x')
    await outbox.dropOrphanFiles(['0199aaaa-0000-7000-8000-000000000000-draft'])
    expect(device.files.size).toBe(kept.length + 1)
  })
})
