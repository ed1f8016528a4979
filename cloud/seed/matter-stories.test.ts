import { expect, it } from 'vitest'
import { buildDemoCounty } from '../../prisma/demo/county'
import { buildDemoHistory } from '../../prisma/demo/history'
import { matterStories } from './matter-stories'

const nowMs = Date.parse('2026-11-25T10:00:00+08:00')
const county = buildDemoCounty({ today: '2026-11-25', nowMs })
const history = buildDemoHistory(county, { today: '2026-11-25', nowMs })
const stories = matterStories(county, history, nowMs)

it('tells matters of reports and of residents, on every part of the way', () => {
  const states = new Set(stories.map(({ matter }) => matter.state))
  for (const state of ['raised', 'accepted', 'dispatched', 'handled', 'verified', 'closed'])
    expect(states, state).toContain(state)
  expect(stories.filter(({ matter }) => matter.source === 'resident').length).toBeGreaterThan(50)
  expect(stories.some(({ matter }) => matter.selfHandled)).toBe(true)
})

it('lets nothing happen before it could, nor after now', () => {
  const isWrong = ({ matter, events }: (typeof stories)[number]) =>
    matter.eventNumber !== events.length ||
    events.some(
      ({ number, atMs }, index) =>
        number !== index + 1 || atMs >= nowMs || atMs < (events[index - 1]?.atMs ?? 0),
    )
  expect(stories.filter(isWrong).map(({ matter }) => matter.id)).toEqual([])
})
