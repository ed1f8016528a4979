import type { OutputOf } from '@contract/define'
import { revealContact } from '@contract/open311'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Field } from '@/components/field'
import { integrationCopy } from '@/copy/office-integration'
import { useCommand } from '@/lib/query'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

const copy = integrationCopy.contact

function Contact({ found }: { found: OutputOf<typeof revealContact> }) {
  const known = (['name', 'phone', 'email', 'mediaUrl'] as const).flatMap((field) =>
    found[field] === null ? [] : [{ field, value: found[field] }],
  )
  return (
    <Card id="contact" flush>
      <Cell title={copy.system} value={found.keyName} />
      {known.map(({ field, value }) => (
        <Cell key={field} title={copy[field]} note={value} />
      ))}
      {known.length === 0 ? <Cell title={copy.nobody} /> : null}
    </Card>
  )
}

/** Whom to call about a matter that came over the interface; each look is noted. */
export function ContactLook() {
  const [number, setNumber] = useState('')
  const [found, setFound] = useState<OutputOf<typeof revealContact> | null>(null)
  const look = useCommand(revealContact, { onDone: setFound, onRefused: sayRefused })
  const given = number.trim().toUpperCase()
  return (
    <>
      <View className={styles.soft}>{copy.about}</View>
      <View className={styles.block}>
        <Field
          id="contact-number"
          label={copy.number}
          hint={copy.numberHint}
          value={number}
          onChange={(text) => {
            setNumber(text)
            setFound(null)
          }}
          maxLength={16}
        />
        <Button
          id="contact-look"
          inline
          busy={look.isPending}
          disabled={!/^\d{6}-[0-9A-Z]{8}$/.test(given)}
          onPress={() => look.mutate({ receiptNumber: given })}
        >
          {copy.look}
        </Button>
      </View>
      {found ? <Contact found={found} /> : null}
    </>
  )
}
