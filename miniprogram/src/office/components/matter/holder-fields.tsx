import { children } from '@contract/areas'
import type { MatterDetail } from '@contract/matters'
import { View } from '@tarojs/components'
import { Choice } from '@/components/choice'
import { Labelled } from '@/components/field'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { holderCopy as copy } from '@/copy/office-matters'
import type { MoveDraft } from '@/lib/matter-move'
import { useAsk } from '@/lib/query'
import styles from '../../office.module.scss'

export interface Holder {
  code: string
  name: string
  note: string
}

const levelWords: Record<number, string> = { 16: copy.grid, 12: copy.village, 9: copy.township }

/** The matter's own grid, village and township: each may do it itself. */
export function usePlaces({ matter }: MatterDetail): Holder[] {
  const villageCode = matter.gridCode.slice(0, 12)
  const path = useAsk(children, { code: villageCode }).data?.path ?? []
  const nameOf = (code: string) => path.find((one) => one.code === code)?.name
  const places = [
    { code: matter.gridCode, name: matter.gridName },
    { code: villageCode, name: nameOf(villageCode) ?? matter.villageName },
    { code: villageCode.slice(0, 9), name: nameOf(villageCode.slice(0, 9)) ?? copy.township },
  ]
  return places.map((place) => ({ ...place, note: levelWords[place.code.length] ?? '' }))
}

interface PickProps {
  holders: readonly Holder[]
  draft: MoveDraft
  change: (part: Partial<MoveDraft>) => void
  problem: string | null
}

const mostCos = 8

/** One lead, and up to eight co-handlers beside him. */
export function HolderPick({ holders, draft, change, problem }: PickProps) {
  const { leadCode, coCodes } = draft
  const toggle = (code: string) =>
    change({
      coCodes: coCodes.includes(code)
        ? coCodes.filter((one) => one !== code)
        : [...coCodes, code].slice(0, mostCos),
    })
  return (
    <>
      <Choice
        id="lead"
        label={copy.lead}
        hint={copy.leadHint}
        look="list"
        options={holders.map(({ code, name, note }) => ({ value: code, label: name, note }))}
        value={leadCode || null}
        onChange={(code) =>
          change({ leadCode: code, coCodes: coCodes.filter((one) => one !== code) })
        }
        problem={leadCode ? null : problem}
      />
      <Labelled label={copy.co} hint={copy.coHint} optional>
        <View id="co" className={styles.chips}>
          {holders
            .filter(({ code }) => code !== leadCode)
            .map(({ code, name }) => (
              <Press
                key={code}
                id={`co-${code}`}
                role="checkbox"
                selected={coCodes.includes(code)}
                className={classes(styles.chip, coCodes.includes(code) && styles.chipOn)}
                onPress={() => toggle(code)}
              >
                {name}
              </Press>
            ))}
        </View>
      </Labelled>
    </>
  )
}

export function HolderFields({
  shown,
  ...rest
}: Omit<PickProps, 'holders'> & { shown: MatterDetail }) {
  const holders = usePlaces(shown)
  return <HolderPick holders={holders} {...rest} />
}
