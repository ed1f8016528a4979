import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fieldFault, fitField } from './message-fields'

it('cuts where WeChat would refuse, and nowhere else', () => {
  const twenty = '路灯不亮已经三天老人晚上出门看不见台阶啊'
  expect([...twenty]).toHaveLength(20)
  expect(fitField('thing1', twenty)).toBe(twenty)
  expect(fitField('thing1', `${twenty}请`)).toBe('路灯不亮已经三天老人晚上出门看不见台阶…')
  expect(fitField('thing1', '  井盖\n坏了 ')).toBe('井盖 坏了')
  expect(fitField('thing1', '😀'.repeat(30))).toBe(`${'😀'.repeat(19)}…`)
  expect(fitField('phrase2', '正在办理 (2)')).toBe('正在办理')
  expect(fitField('phrase2', '已受理等待派单')).toBe('已受理等待'.slice(0, 5))
  expect(fitField('phrase2', 'abc')).toBe('无')
  expect(fitField('character_string3', '0615-ABC234（急）')).toBe('0615-ABC234')
})

it('knows what WeChat refuses', () => {
  expect(fieldFault('thing1', '')).toBe(true)
  expect(fieldFault('thing1', '字'.repeat(21))).toBe(true)
  expect(fieldFault('phrase1', '处置中')).toBe(false)
  expect(fieldFault('phrase1', '处置中!')).toBe(true)
  expect(fieldFault('time4', '2026年6月15日 10:00')).toBe(false)
  expect(fieldFault('time4', '10:00')).toBe(false)
  expect(fieldFault('time4', '明天上午')).toBe(true)
  expect(fieldFault('character_string1', '编号')).toBe(true)
})

it('makes every text fit every place', () => {
  const key = fc.constantFrom('thing1', 'phrase2', 'character_string3', 'number4', 'name5')
  fc.assert(
    fc.property(key, fc.string({ unit: 'grapheme', maxLength: 80 }), (place, text) => {
      expect(fieldFault(place, fitField(place, text))).toBe(false)
    }),
  )
})
