import { expect } from 'vitest'
import { officialTexts } from '../contract'
import type { InputOf } from '../contract/define'
import type { TestPerson } from './test-county'
import type { TestService } from './test-service'

type Upload = InputOf<typeof officialTexts.uploadText>

/** A text of three articles, written for the tests. */
export const testArticles = [
  '测试县网格员办法',
  '第八条 每月签到不少于二十次，每月至少 20 条有效信息。',
  '第九条 标准：500 元、1000元、１６３０元，其中百分之三十为绩效。',
  '第十一条 每条 7.5 元。',
  '这一条还有第二段，见第十二条。',
]

/** The contract's input has no file; the caller of tests sends one beside it. */
export function textUpload(
  content: Buffer | string = testArticles.join('\n'),
  name = '办法.txt',
  changed: Partial<Upload> = {},
): Upload {
  const file = new File([new Uint8Array(Buffer.from(content))], name)
  return { regulation: 'daning-2022', startsOn: '2022-05-06', ...changed, file } as Upload
}

/** Uploads a text and answers its id. */
export async function uploadedText(
  service: TestService,
  { token }: TestPerson,
  upload: Upload = textUpload(),
): Promise<string> {
  const answer = await service.call(officialTexts.uploadText, upload, { token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data.textId
}

/** Uploads a text and confirms it. */
export async function confirmedText(
  service: TestService,
  person: TestPerson,
  upload: Upload = textUpload(),
): Promise<string> {
  const textId = await uploadedText(service, person, upload)
  const { token } = person
  const answer = await service.call(officialTexts.confirm, { textId }, { token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return textId
}
