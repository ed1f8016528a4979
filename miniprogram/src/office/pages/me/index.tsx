import { AccountPanel } from '@/components/account-panel'
import { OfficePage } from '@/components/office-page'

export default function OfficeMe() {
  return (
    <OfficePage title="我的账号">
      <AccountPanel />
    </OfficePage>
  )
}
