import { type IssuedCode, overview, picture, revoke } from '@contract/codes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { NoticeRegister } from '@/components/register/notice-register'
import { Sheet } from '@/components/sheet'
import { cardsCopy as copy } from '@/copy/office-cards'
import { openPage } from '@/lib/navigation'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { ReasonSheet } from '../../components/reason-sheet'
import { useSaveFile } from '../../lib/save-file'
import { sayRefused } from '../../lib/say-refused'
import office from '../../office.module.scss'
import styles from './cards.module.scss'
import { HandOuts } from './hand-outs'
import { PortraitField } from './portrait-field'
import { PreparedNotice } from './prepared-notice'
import { usePrint } from './use-print'

export interface Chosen {
  kind: 'grid' | 'badge'
  /** The grid's code or the worker's id. */
  key: string
  placeCode: string
  accountId?: string
  name: string
  code: IssuedCode | null
  portraitKey?: string | null
}

const qrPixels = 1000
const wechatPixels = 1280

/** The code as a picture, once there is one. */
function Pictures({ name, code }: { name: string; code: IssuedCode }) {
  const { isSaving, save } = useSaveFile()
  const { serial } = code
  return (
    <>
      <Button
        id="code-qr"
        kind="secondary"
        disabled={isSaving}
        onPress={() =>
          void save(picture, { serial, look: 'qr', size: qrPixels }, copy.qrName(name))
        }
      >
        {copy.qr}
      </Button>
      <Button
        id="code-wechat"
        kind="secondary"
        disabled={isSaving}
        onPress={() =>
          void save(picture, { serial, look: 'wechat', size: wechatPixels }, copy.wechatName(name))
        }
      >
        {copy.wechat}
      </Button>
    </>
  )
}

/** Ends a code, with the reason on record. */
function Revoke({ name, code }: { name: string; code: IssuedCode }) {
  const [isAsking, setAsking] = useState(false)
  const command = useCommand(revoke, {
    refresh: [overview],
    onDone: () => {
      setAsking(false)
      say(copy.revoked, 'good')
    },
    onRefused: sayRefused,
  })
  return (
    <>
      <Button id="code-revoke" kind="danger" onPress={() => setAsking(true)}>
        {copy.revoke}
      </Button>
      <ReasonSheet
        id="revoke"
        open={isAsking}
        title={copy.revokeTitle(name)}
        hint={copy.revokeHint}
        phrases={copy.revokePhrases}
        yes={copy.revokeYes}
        danger
        most={200}
        busy={command.isPending}
        onSend={(reason) => command.mutate({ serial: code.serial, reason })}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

/** What can be done with one code: print it, take its picture, end it. */
export function CodeSheet(props: { chosen: Chosen; mayRevoke: boolean; onClose: () => void }) {
  const { chosen, mayRevoke, onClose } = props
  const { kind, placeCode, accountId, name, code, portraitKey = null } = chosen
  const printing = usePrint()
  const [register, setRegister] = useState<'cards' | 'notices' | null>(null)
  const kinds = kind === 'grid' ? (['posters', 'notices'] as const) : (['badges'] as const)
  const labelOf = { posters: copy.poster, notices: copy.notice, badges: copy.badge }
  return (
    <Sheet id="code" open look="side" title={name} onClose={onClose}>
      <View className={styles.stack}>
        <View className={office.soft}>
          {code ? copy.printed(code.serialText, code.prints) : copy.noCode}
        </View>
        {code ? <View className={styles.address}>{code.address}</View> : null}
        {kinds.map((what) => (
          <Button
            key={what}
            id={`code-${what}`}
            busy={printing.isBusy}
            onPress={() =>
              printing.prepare({ what, placeCode, ...(accountId ? { accountId } : {}) })
            }
          >
            {labelOf[what]}
          </Button>
        ))}
        <PreparedNotice id="code-prepared" printing={printing} />
        {code ? <Pictures name={name} code={code} /> : null}
        {kind === 'grid' ? (
          <>
            <Button kind="secondary" onPress={() => openPage('card', { code: placeCode })}>
              {copy.look}
            </Button>
            <Button id="code-register" kind="secondary" onPress={() => setRegister('cards')}>
              {copy.handOuts}
            </Button>
            <Button
              id="code-notices-register"
              kind="secondary"
              onPress={() => setRegister('notices')}
            >
              {copy.notices}
            </Button>
          </>
        ) : null}
        {accountId ? (
          <PortraitField accountId={accountId} name={name} portraitKey={portraitKey} />
        ) : null}
        {code && mayRevoke ? <Revoke name={name} code={code} /> : null}
      </View>
      {register === 'cards' ? (
        <HandOuts gridCode={placeCode} onClose={() => setRegister(null)} />
      ) : null}
      {register === 'notices' ? (
        <Sheet
          id="notices-register"
          open
          look="side"
          title={copy.noticesTitle(name)}
          onClose={() => setRegister(null)}
        >
          <NoticeRegister gridCode={placeCode} />
        </Sheet>
      ) : null}
    </Sheet>
  )
}
