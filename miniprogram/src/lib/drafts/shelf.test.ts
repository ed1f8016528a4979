import { describe, expect, test } from 'vitest'
import { FakeDevice, FakeService } from '../outbox/testing/world'
import type { PickedPhoto } from '../photo-types'
import { draftFileNames } from './record'
import { DraftShelf, type ShelfHost } from './shelf'

const empty = { text: '', urgent: false }

function world() {
  const device = new FakeDevice(new FakeService())
  const sent = new Map<string, string>()
  let serial = 0
  const boot = (accountId = 'anna') => {
    const { texts, files } = device.storesOf()
    const host: ShelfHost = {
      texts,
      files,
      nowMs: () => device.nowMs,
      newId: () => {
        serial += 1
        return `draft-${serial}`
      },
      sentPhoto: async (id) => sent.get(id) ?? null,
      previewOf: (body) => `shown:${String(body)}`,
      forgetPreview: () => undefined,
    }
    const shelf = new DraftShelf(host, 'report', empty)
    shelf.setAccount(accountId)
    return shelf
  }
  return { device, sent, boot }
}

const photo = (id: string): PickedPhoto => ({
  id,
  body: `/tmp/${id}.jpg`,
  previewUrl: `/tmp/${id}.jpg`,
  bytes: 7,
})

describe('drafts', () => {
  test('several are kept side by side, each as it was, over a restart', async () => {
    const { device, boot } = world()
    const shelf = boot()
    shelf.change({ text: '路灯不亮' })
    device.nowMs += 1_000
    shelf.startNew()
    expect(shelf.getState().current.fields).toEqual(empty)
    shelf.change({ text: '井盖坏了', urgent: true })
    const next = boot()
    expect(next.getState().current.fields).toEqual({ text: '井盖坏了', urgent: true })
    expect(next.getState().kept.map(({ fields }) => fields.text)).toEqual(['井盖坏了', '路灯不亮'])
    const other = next.getState().kept[1]?.id ?? ''
    next.resume(other)
    next.change({ urgent: true })
    expect(boot().getState().current.fields).toEqual({ text: '路灯不亮', urgent: true })
    expect(boot().getState().kept).toHaveLength(2)
  })

  test('nothing written is nothing kept, and what is emptied again goes', async () => {
    const { device, boot } = world()
    const shelf = boot()
    shelf.startNew()
    expect(device.texts.size).toBe(0)
    shelf.change({ text: 'x' })
    shelf.change({ text: '' })
    expect(boot().getState().kept).toEqual([])
  })

  test('photos are kept with their draft, in their order, and go with it', async () => {
    const { device, boot } = world()
    const shelf = boot()
    await shelf.setPhotos([photo('a'), photo('b')])
    await shelf.setPhotos([photo('b'), photo('a')])
    shelf.change({ text: 'two' })
    const next = boot()
    await device.settle()
    const { photos, current } = next.getState()
    expect(photos.map(({ id, previewUrl }) => [id, previewUrl])).toEqual([
      ['b', 'shown:/tmp/b.jpg'],
      ['a', 'shown:/tmp/a.jpg'],
    ])
    expect(draftFileNames(device.storesOf().texts).sort()).toEqual(['a-draft', 'b-draft'])
    await next.setPhotos(photos.slice(1))
    expect([...device.files.keys()]).toEqual(['a-draft'])
    await next.drop(current.id)
    expect(device.files.size).toBe(0)
    expect(boot().getState().kept).toEqual([])
  })

  test('a photo that the system cleared away is counted, not sent empty', async () => {
    const { device, boot } = world()
    const shelf = boot()
    await shelf.setPhotos([photo('a'), photo('b')])
    device.files.delete('a-draft')
    const next = boot()
    await device.settle()
    expect(next.getState()).toMatchObject({ lostPhotos: 1 })
    expect(next.getState().photos.map(({ id }) => id)).toEqual(['b'])
  })

  test("another person's drafts are neither shown nor lost", async () => {
    const { boot } = world()
    const shelf = boot()
    shelf.change({ text: 'of anna' })
    shelf.setAccount('bert')
    expect(shelf.getState().kept).toEqual([])
    shelf.change({ text: 'of bert' })
    shelf.setAccount(null)
    shelf.change({ text: 'of nobody' })
    shelf.setAccount('anna')
    expect(shelf.getState().current.fields.text).toBe('of anna')
    expect(
      boot('bert')
        .getState()
        .kept.map(({ fields }) => fields.text),
    ).toEqual(['of bert'])
  })

  test('a full phone is said, and the words stay on the screen', async () => {
    const { device, boot } = world()
    const shelf = boot()
    shelf.change({ text: 'before' })
    device.full = true
    shelf.change({ text: 'before and after' })
    expect(shelf.getState()).toMatchObject({ isUnsaved: true })
    expect(shelf.getState().current.fields.text).toBe('before and after')
    expect(boot().getState().current.fields.text).toBe('before')
    device.full = false
    shelf.change({ text: 'all of it' })
    expect(shelf.getState().isUnsaved).toBe(false)
    device.full = true
    await shelf.setPhotos([photo('a')])
    expect(shelf.getState().isUnsaved).toBe(true)
  })

  test('an unreadable one is left where it is, and the others are there', async () => {
    const { device, boot } = world()
    boot().change({ text: 'good' })
    device.texts.set('mingge:drafts:report:anna:broken', '{"id":"bro')
    expect(boot().getState().kept).toHaveLength(1)
    expect(device.texts.get('mingge:drafts:report:anna:broken')).toBe('{"id":"bro')
  })
})

describe('a refused record', () => {
  const mends = { itemId: 'item', payload: { stamp: 1 } }

  test('is opened once: who asks again finds what he has changed', async () => {
    const { boot } = world()
    const shelf = boot()
    shelf.change({ text: 'something else' })
    shelf.mend(mends, { text: 'refused', urgent: true }, [])
    shelf.change({ text: 'mended' })
    shelf.startNew()
    shelf.mend(mends, { text: 'refused', urgent: true }, [])
    expect(shelf.getState().current).toMatchObject({ fields: { text: 'mended' }, mends })
    expect(shelf.getState().kept).toHaveLength(2)
  })

  test('shows the photos the outbox still has, and keeps those that have arrived', async () => {
    const { device, sent, boot } = world()
    sent.set('a', '/outbox/a')
    const shelf = boot()
    shelf.mend(mends, empty, ['a', 'b'])
    await device.settle()
    const shown = shelf.getState().photos
    expect(shown.map(({ id, previewUrl, isSent }) => [id, previewUrl, isSent])).toEqual([
      ['a', 'shown:/outbox/a', true],
      ['b', '', true],
    ])
    expect(shelf.getState().lostPhotos).toBe(0)
    await shelf.setPhotos([...shown, photo('c')])
    expect([...device.files.keys()]).toEqual(['c-draft'])
    const next = boot()
    const idsOf = () => next.getState().photos.map(({ id }) => id)
    // those sent before are named at once, so that sending at once leaves none out
    expect(idsOf()).toEqual(['a', 'b'])
    await Promise.all([next.loaded(), device.settle()])
    expect(idsOf()).toEqual(['a', 'b', 'c'])
    expect(next.getState().current.photos.map(({ id, sent: isSent }) => [id, isSent])).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
    ])
  })

  test('a photo whose picture is still on its way keeps it when another is added', async () => {
    const { device, sent, boot } = world()
    sent.set('a', '/outbox/a')
    const shelf = boot()
    shelf.mend(mends, empty, ['a'])
    const added = shelf.setPhotos([...shelf.getState().photos, photo('b')])
    await Promise.all([added, shelf.loaded(), device.settle()])
    expect(shelf.getState().photos.map(({ previewUrl }) => previewUrl)).toEqual([
      'shown:/outbox/a',
      '/tmp/b.jpg',
    ])
  })

  test('what is written while nobody is signed in puts no photo on the phone', async () => {
    const { device, boot } = world()
    const shelf = boot()
    shelf.setAccount(null)
    await shelf.setPhotos([photo('a')])
    expect(device.files.size).toBe(0)
    expect(shelf.getState().photos).toHaveLength(1)
  })
})
