import { areas, table, units } from '@contract/loop-figures'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { MonthSwitch } from '@/components/month-switch'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { loopCopy as copy } from '@/copy/loop'
import { instantText, monthOf } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useMay } from '@/lib/session'
import { Crumbs } from '../../components/crumbs'
import { useSaveFile } from '../../lib/save-file'
import { levelOf, useOfficeArea } from '../../lib/scope'
import shared from '../../office.module.scss'
import { FigureStats, MattersBehind } from './figures'
import { Overview } from './overview'
import { AreasTable, UnitsTable } from './tables'

type Part = keyof typeof copy.tabs

/** The part of a code that is a place: a unit's people look at their area. */
const placeOf = (code: string) => code.split('-')[0] ?? code

function Units({ areaCode, month }: { areaCode: string; month: string }) {
  const asked = useAsk(units, { areaCode, month })
  return (
    <Stateful state={stateOf(asked)}>
      <View className={shared.soft}>{copy.explainUnits}</View>
      <UnitsTable
        rows={asked.data?.rows ?? []}
        onOpen={(unit) => openPage('officeMatters', { list: 'area', unit, month })}
      />
    </Stateful>
  )
}

interface PlaceProps {
  code: string
  month: string
  part: Exclude<Part, 'units'>
  onOpen: (code: string) => void
}

/** A place's month: its numbers, the matters they are made of, and what they are made up from. */
function Place({ code, month, part, onOpen }: PlaceProps) {
  const asked = useAsk(areas, { code, month })
  const { data } = asked
  return (
    <Stateful state={stateOf(asked)}>
      {data ? (
        <>
          <FigureStats figures={data.figures} />
          <MattersBehind
            figures={data.figures}
            onOpen={(figure) =>
              openPage('officeMatters', { list: 'area', area: code, month, figure })
            }
          />
          {part === 'overview' ? <Overview data={data} /> : null}
          {part === 'areas' ? <AreasTable data={data} onOpen={onOpen} /> : null}
          <View className={shared.soft}>
            {copy.countedThrough(instantText(data.countedThroughMs))}
          </View>
        </>
      ) : null}
    </Stateful>
  )
}

function partsOf(code: string, mayAreas: boolean, mayUnits: boolean): Part[] {
  const level = levelOf(code)
  return [
    ...(mayAreas ? (['overview'] as const) : []),
    ...(mayAreas && level !== 'grid' ? (['areas'] as const) : []),
    ...(mayUnits && (level === 'county' || level === 'township') ? (['units'] as const) : []),
  ]
}

/** How the loop goes in an area's month: numbers, places, departments, and the matters themselves. */
export default function Loop() {
  const root = placeOf(useOfficeArea())
  const [code, setCode] = useState(root)
  const [month, setMonth] = useState(monthOf(nowMs()))
  const [chosen, setPart] = useState<Part>('overview')
  const parts = partsOf(code, useMay('loopFigures.read'), useMay('loopFigures.units'))
  const part = parts.includes(chosen) ? chosen : (parts[0] ?? 'units')
  const mayAreas = parts.includes('overview')
  const name = useAsk(areas, { code, month }, { enabled: mayAreas }).data?.areaName ?? ''
  const { isSaving, save } = useSaveFile()
  const saveTable = () => void save(table, { code, month }, copy.fileName(name, month))
  return (
    <OfficePage
      id="office-loop"
      title={copy.title}
      permission={mayAreas ? 'loopFigures.read' : 'loopFigures.units'}
      extra={
        mayAreas ? (
          <Button
            id="save-loop"
            inline
            size="small"
            kind="secondary"
            busy={isSaving}
            onPress={saveTable}
          >
            {copy.save}
          </Button>
        ) : null
      }
      top={
        <>
          <View className={shared.bar}>
            <MonthSwitch month={month} onChange={setMonth} />
            {mayAreas ? (
              <Crumbs id="loop-crumbs" root={root} code={code} name={name} onOpen={setCode} />
            ) : null}
            <Button
              id="open-public-loop"
              inline
              size="small"
              kind="secondary"
              onPress={() => openPage('publicLoop', { county: root.slice(0, 6) })}
            >
              {copy.openPublic}
            </Button>
          </View>
          <Tabs
            id="loop-parts"
            tabs={parts.map((value) => ({ value, label: copy.tabs[value] }))}
            value={part}
            onChange={setPart}
          />
        </>
      }
    >
      {part === 'units' ? (
        <Units areaCode={code} month={month} />
      ) : (
        <Place code={code} month={month} part={part} onOpen={setCode} />
      )}
    </OfficePage>
  )
}
