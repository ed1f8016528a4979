import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Switch } from '@/components/choice'
import { accountCopy } from '@/copy/account'
import { confirm } from '@/lib/confirm'
import { leave } from '@/lib/leaving'
import { openPage } from '@/lib/navigation'
import { useOutboxStatus } from '@/lib/outbox'
import { setElder, usePreferences } from '@/lib/preferences'
import { rolesOf, useMe } from '@/lib/session'
import { roleLabel } from '@contract/permissions'

/** The person, his settings, and the way out: the same for workers and for the office. */
export function AccountPanel() {
  const me = useMe()
  const elder = usePreferences((preferences) => preferences.elder)
  const { waiting, sending, refused } = useOutboxStatus()
  if (!me) return null
  const left = waiting + sending + refused
  const askAndLeave = async () => {
    const yes = await confirm({
      title: accountCopy.signOutAsk,
      text: left > 0 ? accountCopy.signOutWaiting(left) : accountCopy.signOutPlain,
      yes: accountCopy.signOut,
    })
    if (yes) await leave()
  }
  return (
    <>
      <Card flush>
        <Cell
          title={me.name}
          note={rolesOf(me)
            .map((role) => roleLabel[role])
            .join('、')}
          value={me.phoneMasked}
        />
        {me.posts.map((post) => (
          <Cell key={post.id} title={post.scopeName} note={roleLabel[post.role]} />
        ))}
      </Card>
      <Card>
        <Switch
          id="elder"
          label={accountCopy.elder}
          note={accountCopy.elderNote}
          value={elder}
          onChange={setElder}
        />
      </Card>
      <Card flush>
        <Cell title={accountCopy.password} onPress={() => openPage('newPassword')} />
      </Card>
      <Button id="sign-out" kind="secondary" onPress={() => void askAndLeave()}>
        {accountCopy.signOut}
      </Button>
    </>
  )
}
