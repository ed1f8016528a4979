import { Page } from '@/components/page'
import { StatusLine } from '@/components/status-line'

export default function Report() {
  return <Page title="上报" place="tab" top={<StatusLine />} />
}
