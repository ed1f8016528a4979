import type { OutputOf } from '@contract/define'
import { gridCard } from '@contract/residents'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Portrait } from '@/components/portrait'
import { Picture } from '@/components/primitives/picture'
import { cardCopy as copy } from '@/copy/card'
import { ApiError } from '@/lib/api-error'
import { gridCodeOf } from '@/lib/entry'
import { openPage } from '@/lib/navigation'
import { outlinePicture } from '@/lib/outline-picture'
import { type PageState, stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from './card.module.scss'

type GridCard = OutputOf<typeof gridCard>

const dial = (phoneNumber: string) => void Taro.makePhoneCall({ phoneNumber })

function Person({ person }: { person: GridCard['people'][number] }) {
  const { workPhone } = person
  return (
    <Card id="responsible" title={copy.responsible}>
      <View className={styles.person}>
        <View className={styles.head}>
          <Portrait name={person.name} photoKey={person.portraitKey} />
          <View>
            <View className={styles.name}>{person.name}</View>
            <View className={styles.post}>{person.post}</View>
            {person.standsInFor ? (
              <View id="stands-in" className={styles.post}>
                {copy.standsInFor(person.standsInFor)}
              </View>
            ) : null}
          </View>
        </View>
        {workPhone ? (
          <Button icon="phone" onPress={() => dial(workPhone)}>
            {`${copy.call} ${workPhone}`}
          </Button>
        ) : (
          <View className={styles.small}>{copy.noPhone}</View>
        )}
      </View>
    </Card>
  )
}

/** Whoever else is responsible, in one line each. */
function Others({ people }: { people: GridCard['people'] }) {
  if (people.length === 0) return null
  return (
    <Card id="others" title={copy.others} flush>
      {people.map(({ name, post, workPhone, standsInFor }) => (
        <Cell
          key={`${name} ${post}`}
          title={name}
          note={standsInFor ? `${post}，${copy.standsInFor(standsInFor)}` : post}
          value={workPhone ?? copy.noPhone}
          onPress={workPhone ? () => dial(workPhone) : undefined}
        />
      ))}
    </Card>
  )
}

function Phones({ card }: { card: GridCard }) {
  const { officePhone } = card
  return (
    <Card title={copy.emergency} flush>
      {card.emergency.map((one) => (
        <Cell key={one.phone} title={one.label} value={one.phone} onPress={() => dial(one.phone)} />
      ))}
      {officePhone ? (
        <Cell title={copy.office} value={officePhone} onPress={() => dial(officePhone)} />
      ) : null}
    </Card>
  )
}

/** A printed code that was ended: where the new one is, and the grid's card all the same. */
function revokedOf(error: Error | null) {
  if (!(error instanceof ApiError) || error.code !== 'codeRevoked') return null
  const { gridCode } = error.details
  const state: PageState = { kind: 'empty', text: copy.revoked, hint: error.message }
  const action =
    typeof gridCode === 'string' ? (
      <Button id="card-now" inline onPress={() => openPage('card', { code: gridCode })}>
        {copy.cardNow}
      </Button>
    ) : null
  return { state, action }
}

/** An address with a grid that is not there: taken together with another, or mistyped. */
function missingOf(error: Error | null): PageState | null {
  const isMissing = error instanceof ApiError && error.code === 'notFound'
  return isMissing ? { kind: 'empty', text: copy.missing, hint: copy.missingHint } : null
}

/** What the printed QR code opens: no account, no question, everything on one screen. */
export default function GridCardPage() {
  const code = gridCodeOf(useRouter().params)
  const asked = useAsk(gridCard, { code: code ?? '' }, { enabled: code !== null, keep: true })
  const card = asked.data
  const [first, ...others] = card?.people ?? []
  const revoked = revokedOf(asked.error)
  const state: PageState =
    code === null
      ? { kind: 'empty', ...copy.noCode }
      : (revoked?.state ?? missingOf(asked.error) ?? stateOf(asked))
  return (
    <Page
      id="grid-card"
      title={card?.name ?? copy.title}
      open="anybody"
      place="root"
      state={state}
      emptyAction={revoked?.action}
    >
      {card ? (
        <>
          <View className={styles.where}>
            {copy.where([card.countyName, card.townshipName, card.villageName])}
          </View>
          <View id={card.signed ? 'card-signed' : 'card-unsigned'} className={styles.small}>
            {card.signed ? copy.signed : copy.unsigned}
          </View>
          {card.demo ? <Notice tone="note">{copy.demo}</Notice> : null}
          {card.people.length === 0 ? <Notice tone="warn">{copy.nobody}</Notice> : null}
          {first ? <Person person={first} /> : null}
          <View className={styles.doors}>
            <Button
              id="card-raise"
              size="large"
              onPress={() => openPage('raise', { code: card.code })}
            >
              {copy.raise}
            </Button>
            <View className={styles.pair}>
              <Button
                id="card-opinion"
                kind="secondary"
                onPress={() => openPage('opinion', { code: card.code })}
              >
                {copy.opinion}
              </Button>
              <Button
                id="card-survey"
                kind="secondary"
                onPress={() => openPage('survey', { code: card.code })}
              >
                {copy.survey}
              </Button>
            </View>
          </View>
          <Others people={others} />
          <Phones card={card} />
          <Card title={copy.help}>
            {card.duties.map((duty) => (
              <View key={duty} className={styles.duty}>
                {duty}
              </View>
            ))}
          </Card>
          <Card title={copy.map}>
            <Picture
              className={styles.map}
              src={outlinePicture(card.outline, card.points)}
              alt={copy.map}
              fit="contain"
            />
            {card.outlineSource === 'synthetic' ? (
              <View className={styles.small}>
                {copy.synthetic}。{copy.osm}
              </View>
            ) : null}
          </Card>
        </>
      ) : null}
    </Page>
  )
}
