import { Page } from '@/components/page'
import { StatusLine } from '@/components/status-line'

export default function MyPay() {
  return <Page title="我的绩效" place="tab" top={<StatusLine />} />
}
