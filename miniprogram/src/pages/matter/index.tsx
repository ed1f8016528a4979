import { detail } from '@contract/matters'
import { useRouter } from '@tarojs/taro'
import { MatterView } from '@/components/matter/matter-view'
import { Page } from '@/components/page'
import { StatusLine } from '@/components/status-line'
import { matterCopy as copy } from '@/copy/matters'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useFreshAfterSending } from '@/lib/use-fresh-after-sending'

/** One matter as the worker has it before him, also without a network. */
export default function Matter() {
  const { id = '' } = useRouter().params
  useFreshAfterSending(detail)
  const asked = useAsk(detail, { matterId: id }, { keep: true })
  return (
    <Page
      id="matter-page"
      title={copy.title}
      permission="matters.read"
      state={stateOf(asked)}
      top={<StatusLine />}
    >
      {asked.data ? (
        <MatterView
          shown={asked.data}
          way="field"
          onOpen={(matterId) => openPage('matter', { id: matterId })}
        />
      ) : null}
    </Page>
  )
}
