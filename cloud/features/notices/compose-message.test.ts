import { describe, expect, it } from 'vitest'
import { messageKinds } from '../../contract/notices'
import { fieldFault } from '../../platform/wechat'
import { onlyMatterOf, smsParams, type ToldNotice, wechatData } from './compose-message'
import { messageTemplatesOf, standInTemplates } from './message-templates'
import { noticeTemplates } from './notice-draft'
import { noticeWords, sentenceOf } from './notice-words'

const atMs = Date.parse('2026-06-15T10:00:00+08:00')
const params = {
  receiptNumber: '0615-ABC234',
  brief: '东街口井盖松动，晚上老人小孩容易绊倒，请尽快来人看一看修一修',
  classLabel: '道路、水电、通讯等设施',
  dueAtMs: String(Date.parse('2026-06-16T18:00:00+08:00')),
  state: 'dispatched',
}
const notice = (changed: Partial<ToldNotice> = {}): ToldNotice => ({
  template: 'matterArrived',
  matterId: 'a',
  params,
  createdAtMs: atMs,
  ...changed,
})
const standIn = standInTemplates[0]
if (!standIn) throw new Error('no stand-in template')

describe('words', () => {
  it('fit the places WeChat gives them, whatever is told', () => {
    for (const template of noticeTemplates) {
      const words = noticeWords[template]
      expect([...words.title].length, template).toBeLessThanOrEqual(10)
      expect(fieldFault('thing1', words.title), template).toBe(false)
      expect(fieldFault('phrase1', words.phrase), template).toBe(false)
      const sentence = sentenceOf(template, params)
      expect(sentence).toMatch(/[。；]$/)
      expect(sentence).not.toMatch(/undefined|NaN|[A-Za-z]/)
      expect(sentenceOf(template, {}), template).not.toMatch(/undefined|NaN|Invalid|[A-Za-z]/)
      for (const kind of standInTemplates)
        for (const [key, value] of Object.entries(wechatData(kind, [notice({ template })])))
          expect(fieldFault(key, value), `${template} ${key} ${value}`).toBe(false)
    }
  })

  it('say what is wanted, and until when', () => {
    expect(sentenceOf('matterArrived', { ...params, brief: '井盖松动' })).toBe(
      '井盖松动（道路、水电、通讯等设施）。请在 6月16日 18:00 前办理。',
    )
    expect(sentenceOf('matterMoved', { brief: '井盖松动', state: 'accepted' })).toBe(
      '井盖松动。已受理，正在安排谁来办。',
    )
  })
})

describe('a WeChat message', () => {
  it('is cut where WeChat would refuse it', () => {
    expect(wechatData(standIn, [notice()])).toEqual({
      character_string1: '0615-ABC234',
      thing2: '东街口井盖松动，晚上老人小孩容易绊倒，…',
      phrase3: '待办理',
      time4: '2026年6月15日 10:00',
    })
  })

  it('tells of several at once, the newest leading', () => {
    const later = notice({
      template: 'matterMessage',
      matterId: 'b',
      params: { ...params, receiptNumber: '0615-XYZ789' },
      createdAtMs: atMs + 60_000,
    })
    const data = wechatData(standIn, [notice(), later, notice({ template: 'matterMoved' })])
    expect(data).toEqual({
      character_string1: '0615-XYZ789',
      thing2: '事项有新留言等3条消息，请点开查看',
      phrase3: '有留言',
      time4: '2026年6月15日 10:01',
    })
    expect(onlyMatterOf([notice(), later])).toBeNull()
    expect(onlyMatterOf([notice(), notice({ template: 'matterMoved' })])).toBe('a')
  })
})

it('says in an SMS which matter and what, within the provider’s 35 characters', () => {
  const one = smsParams([notice()])
  expect(one.number).toBe('0615-ABC234')
  expect([...(one.words ?? '')]).toHaveLength(35)
  expect(one.words).toMatch(/^有新事项要办：东街口井盖松动.*…$/)
  expect(smsParams([notice(), notice()]).words).toBe('有新事项要办等2条消息')
})

describe('the setting of templates', () => {
  it('names each kind’s template and what its places are filled with', () => {
    expect(messageTemplatesOf(undefined)).toEqual([])
    expect(
      messageTemplatesOf(
        'matterMoved=Tm_1-x:character_string1=number,thing2=brief; matterDue=Td:time3=due',
      ),
    ).toEqual([
      {
        kind: 'matterMoved',
        templateId: 'Tm_1-x',
        fields: [
          { key: 'character_string1', place: 'number' },
          { key: 'thing2', place: 'brief' },
        ],
      },
      { kind: 'matterDue', templateId: 'Td', fields: [{ key: 'time3', place: 'due' }] },
    ])
    expect(standInTemplates.map(({ kind }) => kind)).toEqual([...messageKinds])
  })

  it('refuses the start where it is wrong', () => {
    for (const wrong of [
      'matterMoved',
      'matterGone=T:thing1=brief',
      'matterMoved=T:thing1=poem',
      'matterMoved=T:thing1',
      'matterMoved=T:thing1=brief;matterMoved=U:thing1=brief',
    ])
      expect(() => messageTemplatesOf(wrong), wrong).toThrow(/^WECHAT_MESSAGES: /)
  })
})
