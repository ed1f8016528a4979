import { OfficePage } from '@/components/office-page'

export default function OfficeHome() {
  return <OfficePage title="工作台" />
}
