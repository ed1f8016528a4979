import { type MatterClassCode, matterClasses } from '@contract/matter-taxonomy'
import { dryRun } from '@contract/routing'
import type { OutputOf } from '@contract/define'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Labelled } from '@/components/field'
import { Notice } from '@/components/notice'
import { SelectInput } from '@/components/primitives/select-input'
import { Stateful } from '@/components/stateful'
import { routingCopy } from '@/copy/office-routing'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { AreaPicker } from '../../components/area-picker'
import { levelOf, useOfficeArea } from '../../lib/scope'

const copy = routingCopy.try

function Outcome({ tried }: { tried: OutputOf<typeof dryRun> }) {
  const { lead, coHandlers, why, beaten, gridName, classLabel } = tried
  return (
    <View id="dry-run">
      <Card title={`${gridName} · ${classLabel}`}>
        <Cell id="dry-run-lead" title={lead?.name ?? copy.none} value={copy.lead} note={why} />
        {coHandlers.map(({ code, name }) => (
          <Cell key={code} title={name} value={copy.co} />
        ))}
      </Card>
      {beaten.length > 0 ? (
        <Card title={copy.beaten}>
          {beaten.map((one) => (
            <Cell key={one.ruleId} title={one.title} value={one.lead.name} note={one.why} />
          ))}
        </Card>
      ) : null}
    </View>
  )
}

/** Who would get a matter, by which row, and which rows that beat; nothing is given to anybody. */
export function DryRun() {
  const root = useOfficeArea()
  const [place, setPlace] = useState(root)
  const [classCode, setClassCode] = useState<MatterClassCode>('facility')
  const isGrid = levelOf(place) === 'grid'
  const asked = useAsk(dryRun, { gridCode: place, classCode }, { enabled: isGrid })
  return (
    <>
      <AreaPicker
        id="try-place"
        label={copy.grid}
        hint={copy.gridHint}
        root={root}
        depth="grid"
        needed
        value={place}
        onChange={setPlace}
      />
      <Labelled label={copy.subject}>
        <SelectInput
          id="try-class"
          label={copy.subject}
          value={classCode}
          options={matterClasses.map(({ code, label }) => ({ value: code, label }))}
          onChange={(value) =>
            setClassCode(matterClasses.find(({ code }) => code === value)?.code ?? 'other')
          }
        />
      </Labelled>
      {isGrid ? (
        <Stateful state={stateOf(asked)}>
          {asked.data ? <Outcome tried={asked.data} /> : null}
        </Stateful>
      ) : (
        <Notice tone="note">{copy.ask}</Notice>
      )}
    </>
  )
}
