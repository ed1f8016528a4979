import { verdictLabel } from '@contract/check-ins'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Notice } from '@/components/notice'
import type { Tone } from '@/components/tag'
import { todayCopy as copy } from '@/copy/today'
import type { CheckInState } from '@/lib/check-in'
import { openPage } from '@/lib/navigation'
import styles from './today.module.scss'

interface ResultProps<State> {
  state: State
  /** The day counts already, whatever this tap came to. */
  dayCounts: boolean
  onRemark: () => void
}

function Judged({ state, dayCounts, onRemark }: ResultProps<CheckInState & { step: 'judged' }>) {
  const { checkIn } = state.output
  if (!checkIn.counted && dayCounts) {
    return (
      <Notice id="check-in-result" tone="note">
        <View className={styles.verdict}>{verdictLabel[checkIn.verdict]}</View>
        {copy.noMatter}
      </Notice>
    )
  }
  const tone: Tone = checkIn.counted ? (checkIn.verdict === 'edge' ? 'warn' : 'good') : 'bad'
  const action = checkIn.counted ? null : (
    <>
      <Button size="small" kind="secondary" inline onPress={onRemark}>
        {copy.withRemark}
      </Button>
      <Button size="small" kind="secondary" inline onPress={() => openPage('checkIns')}>
        {copy.correction}
      </Button>
    </>
  )
  return (
    <Notice id="check-in-result" tone={tone} action={action}>
      <View className={styles.verdict}>{verdictLabel[checkIn.verdict]}</View>
      {checkIn.sentence}
    </Notice>
  )
}

/** What the last tap came to, with the reason and what can be done. */
export function CheckInResult({ state, ...rest }: ResultProps<CheckInState>) {
  if (state.step === 'judged') return <Judged state={state} {...rest} />
  if (state.step === 'kept') {
    return (
      <Notice id="check-in-result" tone="warn">
        {copy.kept}
      </Notice>
    )
  }
  if (state.step === 'failed') {
    return (
      <Notice id="check-in-result" tone="bad">
        {state.message}
      </Notice>
    )
  }
  return null
}
