import { type MatterRow, detail, makeMove, queue } from '@contract/matters'
import type { Role } from '@contract/permissions'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { officeMattersCopy as copy } from '@/copy/office-matters'
import { messageOf } from '@/lib/api-error'
import { confirm } from '@/lib/confirm'
import { refresh } from '@/lib/query'
import { call } from '@/lib/request'
import { rolesOf, useMe } from '@/lib/session'
import { say } from '@/lib/toast'
import shared from '../../office.module.scss'

/** Plain ones can be accepted together; what is pressing or restricted is looked at by itself. */
export function isPlain({ state, level, restricted }: MatterRow): boolean {
  return state === 'raised' && level === 'ordinary' && !restricted
}

const accepting: readonly Role[] = ['gridHead', 'villageHead', 'townshipOffice', 'countyCentre']

/** Whether this person accepts matters at all; of each one the service decides. */
export function useMayAccept(): boolean {
  const me = useMe()
  return me !== null && rolesOf(me).some((role) => accepting.includes(role))
}

/** Accepts one after another; what was refused is counted, with the first reason. */
async function acceptAll(ids: readonly string[]) {
  let done = 0
  let why: string | null = null
  for (const matterId of ids) {
    try {
      await call(makeMove, { matterId, move: 'accept' })
      done += 1
    } catch (error) {
      why ??= messageOf(error)
    }
  }
  return { done, why }
}

export interface AcceptManyProps {
  matters: readonly MatterRow[]
  chosen: ReadonlySet<string>
  onChoose: (ids: readonly string[]) => void
}

export function AcceptMany({ matters, chosen, onChoose }: AcceptManyProps) {
  const [isBusy, setBusy] = useState(false)
  const plain = matters.filter(isPlain)
  if (plain.length === 0) return null
  const run = async () => {
    const ids = plain.map(({ id }) => id).filter((id) => chosen.has(id))
    const title = copy.manyAsk(ids.length)
    if (!(await confirm({ title, text: copy.manyText, yes: copy.many }))) return
    setBusy(true)
    const { done, why } = await acceptAll(ids)
    setBusy(false)
    onChoose([])
    refresh(queue, detail)
    if (why) say(copy.manyLeft(ids.length - done, why), 'bad')
    else say(copy.manyDone(done), 'good')
  }
  return (
    <View className={shared.bar}>
      <Button
        id="choose-all"
        inline
        size="small"
        kind="secondary"
        onPress={() => onChoose(chosen.size > 0 ? [] : plain.map(({ id }) => id))}
      >
        {chosen.size > 0 ? copy.selectNone : copy.selectAll}
      </Button>
      {chosen.size > 0 ? (
        <>
          <Button id="accept-many" inline size="small" busy={isBusy} onPress={() => void run()}>
            {copy.many}
          </Button>
          <View className={shared.soft}>{copy.chosen(chosen.size)}</View>
        </>
      ) : null}
    </View>
  )
}
