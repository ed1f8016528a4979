import { describe, expect, it } from 'vitest'
import { naming, number } from './blocks-for-tests'
import { patrolsApart, refuseSessions } from './patrol-sessions'
import { patrolTime, patrolWeek } from './patrol-week'
import { weekOf } from '../local-times'

const session = (from: string, to: string, day = '2021-06-21') => ({
  from: `${day}T${from}`,
  to: `${day}T${to}`,
})

describe('patrols apart from each other', () => {
  const patrols = patrolsApart(naming, number('gap', 30, 'count', '30 分钟'))
  it.each([
    [[], 0],
    [[session('09:00', '09:40')], 1],
    [[session('09:00', '09:40'), session('09:50', '10:30')], 1],
    [[session('09:00', '09:40'), session('10:09', '10:30')], 1],
    [[session('09:00', '09:40'), session('10:10', '10:30')], 2],
    [[session('10:10', '10:30'), session('09:00', '09:40')], 2],
    // the one between joins the first, the third stands apart from the first
    [[session('09:00', '09:40'), session('09:50', '10:00'), session('10:15', '10:30')], 2],
  ])('%j: %i', (sessions, count) => expect(patrols(sessions).value).toBe(count))

  it('refuse a session that ends before it begins', () => {
    expect(() => refuseSessions([session('09:00', '09:00')], 'sessions')).toThrow('晚于')
    expect(() => refuseSessions([session('09:00', '09:01')], 'sessions')).not.toThrow()
  })
})

describe('patrol time', () => {
  const rule = {
    outsideMinutes: number('outside', 10, 'count', '10 分钟'),
    longSessionHours: number('long', 8, 'hours', '8 小时'),
  }
  const hours = {
    dailyHours: number('daily', 2, 'hours', '2 小时'),
    weeklyHours: number('weekly', 10, 'hours', '10 小时'),
  }
  const days = weekOf('2021-06-21')
  const working = days.slice(0, 5)

  it('leaves out stretches outside the grid that are longer than tolerated', () => {
    const outside = [session('09:10', '09:20'), session('09:30', '09:41')]
    const { spans } = patrolTime(rule, [{ ...session('09:00', '10:00'), outside }])
    const { week } = patrolWeek(naming, { ...hours, lesser: true })(days, working, spans)
    expect(week).toMatchObject({ value: 49, sentence: '49 = 49 分钟' })
  })

  it('waits for long sessions to be confirmed', () => {
    const long = session('08:00', '16:01')
    expect(patrolTime(rule, [long])).toEqual({ spans: [], unconfirmed: [0] })
    expect(patrolTime(rule, [session('08:00', '16:00')]).unconfirmed).toEqual([])
    expect(patrolTime(rule, [{ ...long, confirmed: true }]).spans).toHaveLength(1)
  })

  it('asks a short week for its days only, or always for the whole', () => {
    const short = patrolWeek(naming, { ...hours, lesser: true })(days, working.slice(0, 4), [])
    expect(short.target.value).toBe(480)
    expect(short.missedDays).toHaveLength(4)
    expect(short.met).toBe(false)
    const whole = patrolWeek(naming, { ...hours, lesser: false })(days, working.slice(0, 4), [])
    expect(whole.target).toMatchObject({ value: 600, sentence: '每周 10 小时，为 600 分钟' })
    expect(patrolWeek(naming, { ...hours, lesser: true })(days, [], []).met).toBe(true)
  })
})
