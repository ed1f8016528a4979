import { sqlText, type Transaction } from '../../platform/database'
import { idBytes } from '../../platform/ids'
import type { NoticeAudience, NoticeDraft } from './notice-draft'

function audienceCode(audience: NoticeAudience): string {
  switch (audience.kind) {
    case 'account':
      return audience.accountId
    case 'holder':
      return audience.code
    case 'resident':
      return audience.matterId
    case 'supporter':
      return audience.supportId
  }
}

/** Who met with a matter is told as its resident is, under an id of his own. */
const audienceKind = ({ kind }: NoticeAudience) => (kind === 'supporter' ? 'resident' : kind)

const idHex = (id: string | null) =>
  id === null ? 'NULL' : `X'${Buffer.from(idBytes(id)).toString('hex')}'`

function valuesText({ audience, template, matterId, params, urgent, createdAtMs }: NoticeDraft) {
  const values = [
    sqlText(audienceKind(audience)),
    sqlText(audienceCode(audience)),
    sqlText(template),
    idHex(matterId),
    sqlText(JSON.stringify(params)),
    urgent ? '1' : '0',
    sqlText(new Date(createdAtMs).toISOString().slice(0, 23)),
  ]
  return `(${values.join(',')})`
}

/** One statement for all of them, for a lane that writes its batch as text; '' for none. */
export function noticeInsertText(drafts: readonly NoticeDraft[]): string {
  if (drafts.length === 0) return ''
  return `INSERT INTO notice (audience,audienceCode,template,matterId,params,urgent,createdAt) VALUES ${drafts.map(valuesText).join(',')}`
}

/** Writes notices with the deed they tell of, in its transaction. */
export async function insertNotices(
  tx: Pick<Transaction, 'notice'>,
  drafts: readonly NoticeDraft[],
): Promise<void> {
  if (drafts.length === 0) return
  await tx.notice.createMany({
    data: drafts.map((draft) => ({
      audience: audienceKind(draft.audience),
      audienceCode: audienceCode(draft.audience),
      template: draft.template,
      matterId: draft.matterId === null ? null : idBytes(draft.matterId),
      params: draft.params,
      urgent: draft.urgent,
      createdAt: new Date(draft.createdAtMs),
    })),
  })
}
