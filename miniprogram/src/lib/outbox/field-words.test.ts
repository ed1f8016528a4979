import { expect, test } from 'vitest'
import { inFormWords } from './field-words'

test.each([
  ['提交的内容有误：text 含有不能识别的字符', '提交的内容有误：“什么情况”含有不能识别的字符'],
  ['提交的内容有误：position.latitude 太大或太长', '提交的内容有误：“位置”太大或太长'],
  ['提交的内容有误：whatever 格式不对', '提交的内容有误：whatever 格式不对'],
  ['您当天没有在岗的网格，无法办理', '您当天没有在岗的网格，无法办理'],
])('%s', (message, words) => {
  expect(inFormWords(message)).toBe(words)
})
