import type { OutputOf } from '../../cloud/contract/define'
import type { draftChange } from '../../cloud/contract/regulations'
import { caller } from './caller'
import type { RunningService } from './service'

type Drafted = OutputOf<typeof draftChange>

/** A change of the county's regulation: one person of its committee drafts, another publishes. */
export async function publish(
  service: RunningService,
  of: { regulation: string; firstMonth: string },
  content: object,
): Promise<void> {
  const [author, publisher] = await Promise.all([
    caller(service, '县委政法委'),
    caller(service, '县委政法委（另一人）'),
  ])
  const drafted = await author<Drafted>('/api/regulations/draft-change', {
    ...of,
    content,
    documentNumber: '试政发〔2026〕9 号',
    reason: '改用新办法',
  })
  const { id: changeId, version } = drafted.change
  const sent = await author<Drafted>('/api/regulations/submit-change', { changeId, version })
  const decision = { changeId, version: sent.change.version, decision: 'publish', reason: null }
  await publisher('/api/regulations/decide-change', decision)
}
