import type { MatterDetail } from '@contract/matters'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Choice } from '@/components/choice'
import { Labelled } from '@/components/field'
import { Notice } from '@/components/notice'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { holderCopy as copy } from '@/copy/office-matters'
import type { MoveDraft } from '@/lib/matter-move'
import type { Holder } from '../../lib/holders'
import styles from '../../office.module.scss'
import { type Proposal, useHolders } from './use-holders'

interface PickProps {
  draft: MoveDraft
  change: (part: Partial<MoveDraft>) => void
}

const mostCos = 8
const nameOf = ({ name }: { name: string }) => name

/** Whom the routing table would give it to, and why; one tap takes it. */
function ProposalNotice({ proposal, change }: { proposal: Proposal } & Pick<PickProps, 'change'>) {
  const { lead, coHandlers, why, isInReach } = proposal
  const names = [lead.name, ...coHandlers.map(nameOf)].join('、')
  return (
    <Notice
      id="proposal"
      tone={isInReach ? 'note' : 'warn'}
      action={
        isInReach ? (
          <Button
            id="take-proposal"
            size="small"
            kind="secondary"
            inline
            onPress={() =>
              change({ leadCode: lead.code, coCodes: coHandlers.map(({ code }) => code) })
            }
          >
            {copy.take}
          </Button>
        ) : null
      }
    >
      {copy.proposal(names)}
      <View>{copy.why(why)}</View>
      {isInReach ? null : <View>{copy.outOfReach}</View>}
    </Notice>
  )
}

function CoHandlers({ holders, draft, change }: PickProps & { holders: readonly Holder[] }) {
  const { leadCode, coCodes } = draft
  const toggle = (code: string) =>
    change({
      coCodes: coCodes.includes(code)
        ? coCodes.filter((one) => one !== code)
        : [...coCodes, code].slice(0, mostCos),
    })
  return (
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
  )
}

export interface HolderFieldsProps extends PickProps {
  shown: MatterDetail
  problem: string | null
}

/** One lead, and up to eight co-handlers beside him. */
export function HolderFields({ shown, draft, change, problem }: HolderFieldsProps) {
  const { holders, proposal, failed } = useHolders(shown)
  const { leadCode } = draft
  return (
    <>
      {proposal ? <ProposalNotice proposal={proposal} change={change} /> : null}
      {failed ? <Notice tone="warn">{copy.failed}</Notice> : null}
      <Choice
        id="lead"
        label={copy.lead}
        hint={copy.leadHint}
        look="list"
        options={holders.map(({ code, name, note }) => ({ value: code, label: name, note }))}
        value={leadCode || null}
        onChange={(code) =>
          change({ leadCode: code, coCodes: draft.coCodes.filter((one) => one !== code) })
        }
        problem={leadCode ? null : problem}
      />
      <CoHandlers holders={holders} draft={draft} change={change} />
    </>
  )
}
