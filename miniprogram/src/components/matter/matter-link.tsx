import { detail } from '@contract/matters'
import { Cell } from '@/components/cell'
import { reportDetailCopy as copy } from '@/copy/report'
import { ApiError } from '@/lib/api-error'
import { useAsk } from '@/lib/query'

/**
 * From a report to the matter it became. One that came before matters were kept has none: that is
 * said here, instead of a way that leads nowhere.
 */
export function MatterLink(props: {
  reportId: string
  /** A look at its matter would be noted: it is not asked ahead of the tap. */
  restricted: boolean
  onOpen: () => void
}) {
  const { reportId, restricted, onOpen } = props
  const { error } = useAsk(detail, { matterId: reportId }, { keep: true, enabled: !restricted })
  const isMissing = error instanceof ApiError && error.code === 'notFound'
  return isMissing ? (
    <Cell id="no-matter" title={copy.noMatter} note={copy.noMatterNote} />
  ) : (
    <Cell id="to-matter" title={copy.matter} note={copy.matterNote} onPress={onOpen} />
  )
}
