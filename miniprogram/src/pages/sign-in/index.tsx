import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { demoAccounts, signIn, signInWithWechat } from '@contract/accounts'
import type { OutputOf } from '@contract/define'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Field } from '@/components/field'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { signInCopy as copy } from '@/copy/sign-in'
import { messageOf } from '@/lib/api-error'
import { rememberTyped } from '@/lib/first-password'
import { goHome, restartAt } from '@/lib/navigation'
import { deviceName, hasWechat, wechatCode } from '@/lib/platform/wechat'
import { useAsk, useCommand } from '@/lib/query'
import { startSession, useSessionStore } from '@/lib/session'
import styles from './sign-in.module.scss'

function DemoAccounts({ onPick }: { onPick: (signInName: string, password: string) => void }) {
  const { data } = useAsk(demoAccounts, {})
  if (!data?.demo || data.accounts.length === 0) return null
  return (
    <Card id="demo-accounts" title={copy.demoTitle} flush>
      <View className={styles.demoNote}>{copy.demoNote}</View>
      {data.accounts.map((account) => (
        <Cell
          key={account.signInName}
          title={account.label}
          note={account.name}
          onPress={() => onPick(account.signInName, account.password)}
        />
      ))}
    </Card>
  )
}

export default function SignIn() {
  const { returnTo } = useRouter().params
  const endedName = useSessionStore((state) => state.endedName)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [touched, setTouched] = useState(false)

  const enter = (output: OutputOf<typeof signIn>) => {
    startSession(output)
    const target = returnTo ? decodeURIComponent(returnTo) : ''
    if (target.startsWith('/') && !output.me.mustChangePassword) restartAt(target)
    else goHome()
  }
  const byPassword = useCommand(signIn, { onDone: enter })
  const byWechat = useCommand(signInWithWechat, { onDone: enter })
  const [wechatProblem, setWechatProblem] = useState<string | null>(null)

  const submit = (signInName = name.trim(), typed = password) => {
    setTouched(true)
    if (!signInName || !typed || byPassword.isPending) return
    rememberTyped(typed)
    byPassword.mutate({ signInName, password: typed, deviceName: deviceName() })
  }
  const submitWechat = async () => {
    const code = await wechatCode()
    setWechatProblem(code ? null : copy.wechatMissing)
    if (code) byWechat.mutate({ code, deviceName: deviceName() })
  }
  const error = byPassword.error ?? byWechat.error
  const problem = error ? messageOf(error) : wechatProblem

  return (
    <Page title={copy.title} open="anybody" place="root" headless>
      <View className={styles.brand}>
        <Text className={styles.name}>明格</Text>
        <Text className={styles.slogan}>{copy.slogan}</Text>
      </View>
      {endedName ? <Notice tone="warn">{copy.ended(endedName)}</Notice> : null}
      {problem ? (
        <Notice id="sign-in-problem" tone="bad">
          {problem}
        </Notice>
      ) : null}
      <Card>
        <Field
          id="sign-in-name"
          label={copy.name}
          value={name}
          onChange={setName}
          maxLength={32}
          problem={touched && !name.trim() ? copy.nameMissing : null}
        />
        <Field
          id="sign-in-password"
          label={copy.password}
          hint={copy.passwordHint}
          kind="password"
          value={password}
          onChange={setPassword}
          maxLength={128}
          problem={touched && !password ? copy.passwordMissing : null}
          onEnter={() => submit()}
        />
        <Button
          id="sign-in-submit"
          size="large"
          busy={byPassword.isPending}
          onPress={() => submit()}
        >
          {copy.submit}
        </Button>
        {hasWechat ? (
          <View className={styles.wechat}>
            <Button kind="secondary" busy={byWechat.isPending} onPress={() => void submitWechat()}>
              {copy.wechat}
            </Button>
          </View>
        ) : null}
        <View className={styles.forgot}>{copy.forgot}</View>
      </Card>
      <DemoAccounts
        onPick={(signInName, typed) => {
          setName(signInName)
          setPassword(typed)
          submit(signInName, typed)
        }}
      />
    </Page>
  )
}
