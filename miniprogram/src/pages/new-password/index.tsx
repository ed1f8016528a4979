import { useState } from 'react'
import { changePassword, whoAmI } from '@contract/accounts'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Field } from '@/components/field'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { newPasswordCopy as copy } from '@/copy/sign-in'
import { messageOf } from '@/lib/api-error'
import { takeTyped } from '@/lib/first-password'
import { goBack, goHome, goSignIn } from '@/lib/navigation'
import { useCommand } from '@/lib/query'
import { call } from '@/lib/request'
import { updateMe, useMe } from '@/lib/session'
import { say } from '@/lib/toast'

export default function NewPassword() {
  const me = useMe()
  const isFirst = me?.mustChangePassword === true
  const [typed] = useState(takeTyped)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [touched, setTouched] = useState(false)
  const known = isFirst ? typed : null

  const change = useCommand(changePassword, {
    onDone: async () => {
      say(copy.done, 'good')
      try {
        updateMe(await call(whoAmI, {}))
      } catch {
        if (me) updateMe({ ...me, mustChangePassword: false })
      }
      if (isFirst) goHome()
      else goBack()
    },
  })
  const problems = {
    current: !known && !current ? copy.missing : null,
    next: next.length < 8 ? copy.tooShort : null,
    again: again !== next ? copy.different : null,
  }
  const submit = () => {
    setTouched(true)
    if (!me) return goSignIn()
    if (problems.current || problems.next || problems.again) return
    change.mutate({ current: known ?? current, next })
  }

  return (
    <Page title={copy.title} open="anybody" place={isFirst ? 'root' : 'inner'}>
      {isFirst ? <Notice tone="note">{copy.first}</Notice> : null}
      {change.error ? <Notice tone="bad">{messageOf(change.error)}</Notice> : null}
      <Card>
        {known ? null : (
          <Field
            id="current-password"
            label={copy.current}
            kind="password"
            value={current}
            onChange={setCurrent}
            maxLength={128}
            problem={touched ? problems.current : null}
          />
        )}
        <Field
          id="new-password"
          label={copy.next}
          hint={copy.nextHint}
          kind="password"
          value={next}
          onChange={setNext}
          maxLength={128}
          problem={touched ? problems.next : null}
        />
        <Field
          id="new-password-again"
          label={copy.again}
          kind="password"
          value={again}
          onChange={setAgain}
          maxLength={128}
          problem={touched ? problems.again : null}
          onEnter={submit}
        />
        <Button id="new-password-submit" size="large" busy={change.isPending} onPress={submit}>
          {copy.submit}
        </Button>
      </Card>
    </Page>
  )
}
