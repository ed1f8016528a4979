import { Page } from '@/components/page'
import { StatusLine } from '@/components/status-line'

export default function Today() {
  return <Page title="今日" place="tab" top={<StatusLine />} />
}
