import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Outbox } from './core'
import { FakeDevice, FakeService, type Weather } from './testing/world'
import type { OutboxItem } from './types'

/**
 * Two people share a phone under every misfortune there is: whatever they were told is kept reaches
 * the service once, under their own name, and what is refused stays in sight.
 */
interface Kept {
  accountId: string
  isGood: boolean
  /** Being amended when the power went: either it is still there, or the corrected one arrived. */
  successor?: string
}

class Story {
  readonly service = new FakeService()
  readonly device = new FakeDevice(this.service)
  outbox: Outbox
  /** Every item whose person was told that it is kept, by id. */
  readonly kept = new Map<string, Kept>()
  private serial = 0

  constructor() {
    this.device.signedInAs = 'anna'
    this.outbox = this.device.boot()
  }

  private entry(kind: OutboxItem['kind'], isGood: boolean) {
    this.serial += 1
    const payload = isGood ? { serial: this.serial } : { serial: this.serial, is: 'bad' }
    const files = kind === 'photo' ? [`/tmp/${this.serial}.jpg`] : []
    return { kind, payload, files, title: kind }
  }

  /** Adds a record (with photos), all or nothing; a crash or a full device may come in between. */
  async add(photos: number, isGood: boolean) {
    const accountId = this.device.signedInAs
    const entries = [
      ...Array.from({ length: photos }, () => this.entry('photo', true)),
      this.entry(photos > 0 ? 'report' : 'checkIn', isGood),
    ]
    const { currentLife } = this.device
    const adding = this.outbox.add(...entries).then(
      (items) => {
        if (!this.device.hasPower || this.device.currentLife !== currentLife) return
        for (const [index, item] of items.entries()) {
          const good = index < items.length - 1 || isGood
          this.kept.set(item.id, { accountId: accountId ?? '', isGood: good })
        }
      },
      () => undefined,
    )
    await this.device.settle()
    // a crash in the middle leaves the promise hanging: the person was told nothing
    await Promise.race([adding, Promise.resolve()])
  }

  signIn(accountId: string | null) {
    this.device.signedInAs = accountId
    this.outbox.setAccount(accountId)
  }

  restart() {
    this.outbox = this.device.boot()
  }

  /** Corrects a refused record, now and then with a photo that it names anew. */
  async amendOne(photos: number) {
    const refused = this.outbox.getStatus().items.find((item) => item.state === 'refused')
    if (!refused) return
    this.serial += 1
    const { currentLife } = this.device
    const corrected = { payload: { serial: this.serial } }
    const added = Array.from({ length: photos }, () => this.entry('photo', true))
    const amending = this.outbox.amend(refused.id, corrected, added).then(
      (item) => {
        const old = this.kept.get(refused.id)
        if (!this.device.hasPower || this.device.currentLife !== currentLife) {
          if (old) this.kept.set(refused.id, { ...old, successor: item.id })
          return
        }
        this.kept.delete(refused.id)
        this.kept.set(item.id, { accountId: item.accountId, isGood: true })
      },
      () => undefined, // no room, or no longer refused: the old one is still there
    )
    await this.device.settle()
    await Promise.race([amending, Promise.resolve()])
  }

  resendAll() {
    for (const item of this.outbox.getStatus().items) this.outbox.resend(item.id)
  }

  /** Fair weather, and both people come by. */
  async heal() {
    this.device.full = false
    this.service.weather = 'fine'
    this.restart()
    for (const person of ['anna', 'bert', 'anna', 'bert']) {
      this.signIn(person)
      this.outbox.wake()
      await this.device.pass(30 * 60_000)
    }
  }

  check() {
    const stored = [...this.device.texts.keys()].filter((key) => key.includes(':outbox:'))
    for (const [id, { accountId, isGood, successor }] of this.kept) {
      const effect = this.service.effects.get(id)
      const isStored = stored.some((key) => key.endsWith(id))
      if (isGood) {
        expect(effect, `${id} never arrived`).toMatchObject({ accountId, times: 1 })
        expect(isStored, `${id} arrived and is still kept`).toBe(false)
      } else {
        expect(effect).toBeUndefined()
        const isReplaced =
          successor !== undefined && this.service.effects.get(successor)?.times === 1
        expect(isStored || isReplaced, `${id} was refused and is gone`).toBe(true)
      }
    }
    expect(this.service.violations).toEqual([])
    expect(this.service.most.records).toBeLessThanOrEqual(1)
    expect(this.service.most.photos).toBeLessThanOrEqual(2)
    const broken = [...this.device.texts.keys()].filter((key) => key.includes('outbox-broken'))
    expect(broken).toEqual([])
  }
}

type Step = (story: Story) => Promise<void> | void

const weather = fc.constantFrom<Weather>('fine', 'lostThere', 'lostBack', 'busy', 'signedOut')

const steps: fc.Arbitrary<{ name: string; run: Step }> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ photos: fc.integer({ min: 0, max: 3 }), isGood: fc.boolean() })
      .map((what) => ({
        name: `add ${what.photos} ${what.isGood}`,
        run: (story: Story) => story.add(what.photos, what.isGood),
      })),
  },
  {
    weight: 4,
    arbitrary: weather.map((next) => ({
      name: next,
      run: (story: Story) => {
        story.service.weather = next
      },
    })),
  },
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 900 }).map((seconds) => ({
      name: `pass ${seconds} s`,
      run: (story: Story) => story.device.pass(seconds * 1000),
    })),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 6 }).map((writes) => ({
      name: `lose power after ${writes} writes`,
      run: (story: Story) => {
        if (story.device.hasPower) story.device.crashAfterWrites = writes
      },
    })),
  },
  {
    weight: 3,
    arbitrary: fc.constant({ name: 'restart', run: (story: Story) => story.restart() }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('anna', 'bert', null).map((person) => ({
      name: `sign in ${person}`,
      run: (story: Story) => story.signIn(person),
    })),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map((full) => ({
      name: full ? 'storage full' : 'storage free',
      run: (story: Story) => {
        story.device.full = full
      },
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ name: 'network back', run: (story: Story) => story.outbox.wake() }),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 2 }).map((photos) => ({
      name: `amend with ${photos} photos`,
      run: (story: Story) => story.amendOne(photos),
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ name: 'resend', run: (story: Story) => story.resendAll() }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ name: 'reload', run: (story: Story) => story.outbox.reload() }),
  },
)

test('what a person was told is kept arrives once, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        steps.map((step) => Object.assign(step, { toString: () => step.name })),
        {
          minLength: 1,
          maxLength: 40,
        },
      ),
      async (story) => {
        const world = new Story()
        for (const step of story) {
          try {
            await step.run(world)
          } catch (error) {
            if (!/存储|请先登录/.test(String(error))) throw error
          }
        }
        await world.heal()
        world.check()
      },
    ),
    { numRuns: Number(process.env.OUTBOX_RUNS ?? 300) },
  )
}, 60_000)
