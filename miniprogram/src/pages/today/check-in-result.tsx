import { verdictLabel } from '@contract/check-ins'
import { Button } from '@/components/button'
import { Notice } from '@/components/notice'
import type { Tone } from '@/components/tag'
import { todayCopy as copy } from '@/copy/today'
import { type CheckInState, positionFailureText } from '@/lib/check-in'
import { openPage } from '@/lib/navigation'

function Judged({ state, onRemark }: { state: CheckInState & { step: 'judged' }; onRemark: () => void }) {
  const { checkIn } = state.output
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
      {verdictLabel[checkIn.verdict]}：{checkIn.sentence}
      {state.failure ? ` ${positionFailureText[state.failure]}` : ''}
    </Notice>
  )
}

/** What the last tap came to, with the reason and what can be done. */
export function CheckInResult({ state, onRemark }: { state: CheckInState; onRemark: () => void }) {
  if (state.step === 'judged') return <Judged state={state} onRemark={onRemark} />
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
