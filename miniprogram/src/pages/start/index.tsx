import { useDidShow } from '@tarojs/taro'
import { Page } from '@/components/page'
import { goHome } from '@/lib/navigation'
import { loading } from '@/lib/page-state'

/** Where the app opens: sends each person to where he starts. */
export default function Start() {
  useDidShow(() => goHome())
  return <Page title="明格" open="anybody" place="root" state={loading} />
}
