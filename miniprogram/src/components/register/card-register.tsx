import { handOut, handOuts, overview } from '@contract/codes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Cell } from '@/components/cell'
import { DateField } from '../date-field'
import { Field } from '@/components/field'
import { Stateful } from '@/components/stateful'
import { cardsCopy } from '@/copy/office-cards'
import { dayOf, dayText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { messageOf } from '@/lib/api-error'
import styles from './register.module.scss'

const copy = cardsCopy.register

function Form({ gridCode }: { gridCode: string }) {
  const today = dayOf(nowMs())
  const [number, setNumber] = useState('')
  const [household, setHousehold] = useState('')
  const [handedOn, setHandedOn] = useState(today)
  const command = useCommand(handOut, {
    refresh: [handOuts, overview],
    onDone: () => {
      setNumber('')
      setHousehold('')
      say(copy.done, 'good')
    },
    onRefused: (error) => say(messageOf(error), 'bad'),
  })
  const wanted = Number(number)
  const isWhole = Number.isInteger(wanted) && wanted > 0
  return (
    <>
      <Field
        id="card-number"
        label={copy.number}
        kind="number"
        value={number}
        onChange={setNumber}
        maxLength={7}
      />
      <Field
        id="card-household"
        label={copy.household}
        hint={copy.householdHint}
        value={household}
        onChange={setHousehold}
        maxLength={64}
      />
      <DateField
        id="card-day"
        label={copy.day}
        value={handedOn}
        last={today}
        onChange={setHandedOn}
      />
      <Button
        id="card-send"
        busy={command.isPending}
        disabled={!isWhole || !household.trim() || !handedOn}
        onPress={() =>
          command.mutate({ gridCode, number: wanted, household: household.trim(), handedOn })
        }
      >
        {copy.send}
      </Button>
    </>
  )
}

/** Which household was given which card (LJ-4.2b). */
export function CardRegister({ gridCode }: { gridCode: string }) {
  const [after, setAfter] = useState(0)
  const asked = useAsk(handOuts, { gridCode, after })
  const held = asked.data
  return (
    <Stateful state={stateOf(asked)}>
      {held ? (
        <>
          <View id="card-register-count" className={styles.lead}>
            {copy.count(held.handedOut, held.numbered, held.households)}
          </View>
          <Form gridCode={gridCode} />
          <View className={held.cards.length > 0 ? styles.list : undefined}>
            {held.cards.map((card) => (
              <Cell
                key={card.number}
                inset
                title={`${card.numberText} ${card.household}`}
                note={`${dayText(card.handedOn)} ${card.recordedByName}`}
              />
            ))}
          </View>
          {held.cards.length === 0 ? <View className={styles.soft}>{copy.none}</View> : null}
          {held.next === null ? null : (
            <Button kind="secondary" onPress={() => setAfter(held.next ?? 0)}>
              {copy.more}
            </Button>
          )}
        </>
      ) : null}
    </Stateful>
  )
}
