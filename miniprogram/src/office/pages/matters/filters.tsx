import { matterClasses, matterStateLabel, matterStates } from '@contract/matter-taxonomy'
import { list as units } from '@contract/units'
import { View } from '@tarojs/components'
import { Icon } from '@/components/icon'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { SelectInput } from '@/components/primitives/select-input'
import { TextInput } from '@/components/primitives/text-input'
import { Tabs } from '@/components/tabs'
import { officeMattersCopy as copy } from '@/copy/office-matters'
import { monthText } from '@/lib/format'
import { useAsk } from '@/lib/query'
import { rolesOf, useMe } from '@/lib/session'
import { AreaPicker } from '../../components/area-picker'
import { useOfficeArea } from '../../lib/scope'
import shared from '../../office.module.scss'
import type { Queue, StateFilter } from './use-queue'

const stateOptions = [
  { value: '', label: copy.states.open },
  { value: 'any', label: copy.states.any },
  ...matterStates.map((value) => ({ value, label: matterStateLabel[value] })),
]
const classOptions = [
  { value: '', label: copy.allClasses },
  ...matterClasses.map(({ code, label }) => ({ value: code, label })),
]

/** The places below one's own; a department has none, and who has one grid neither. */
function AreaFilter({ list }: { list: Queue }) {
  const root = useOfficeArea()
  const me = useMe()
  // a department's people see what was given to their unit, wherever it lies
  const hasPlaces =
    list.filters.list === 'area' &&
    me !== null &&
    rolesOf(me).some((role) => role !== 'department' && role !== 'gridHead')
  if (!hasPlaces) return null
  return (
    <AreaPicker
      id="area-filter"
      label={copy.area}
      root={root}
      value={list.filters.areaCode}
      onChange={(code) => list.change({ areaCode: code === root ? '' : code })}
      depth="grid"
      bare
    />
  )
}

/** What a number somewhere else was made of, to be taken away again. */
function DrillChips({ list }: { list: Queue }) {
  const { filters, change } = list
  const { list: name, month, figure, unitCode } = filters
  const listed = useAsk(units, {}, { enabled: unitCode !== '' }).data?.units
  if (name === 'mine' || !(month || unitCode)) return null
  const unit = listed?.find(({ code }) => code === unitCode)?.name ?? ''
  return (
    <View className={shared.bar}>
      {unitCode ? (
        <DrillChip
          id="drill-unit"
          text={copy.ofUnit(unit)}
          onPress={() => change({ unitCode: '' })}
        />
      ) : null}
      {month ? (
        <DrillChip
          id="drill-month"
          text={copy.ofMonth(monthText(month), copy.figures[figure])}
          onPress={() => change({ month: '', figure: 'received', state: '' })}
        />
      ) : null}
    </View>
  )
}

function DrillChip(props: { id: string; text: string; onPress: () => void }) {
  return (
    <Press
      id={props.id}
      label={copy.takeAway(props.text)}
      className={classes(shared.chip, shared.chipOn)}
      onPress={props.onPress}
    >
      {props.text}
      <Icon name="cross" />
    </Press>
  )
}

function Selects({ list }: { list: Queue }) {
  const { filters, change, overdueCount } = list
  return (
    <>
      <View className={shared.half}>
        <SelectInput
          id="state-filter"
          label={copy.state}
          value={filters.state}
          options={stateOptions}
          onChange={(state) => change({ state: state as StateFilter })}
        />
      </View>
      <View className={shared.half}>
        <SelectInput
          id="class-filter"
          label={copy.classCode}
          value={filters.classCode}
          options={classOptions}
          onChange={(value) =>
            change({ classCode: matterClasses.find(({ code }) => code === value)?.code ?? '' })
          }
        />
      </View>
      <AreaFilter list={list} />
      <Press
        id="overdue-only"
        role="checkbox"
        selected={filters.overdueOnly}
        className={classes(shared.chip, filters.overdueOnly && shared.chipOn)}
        onPress={() => change({ overdueOnly: !filters.overdueOnly })}
      >
        {overdueCount ? copy.overdueCount(overdueCount) : copy.overdueOnly}
      </Press>
    </>
  )
}

/** Which list, which of it, or a number and words to search by. */
export function QueueFilters({ list }: { list: Queue }) {
  const { filters, change, waitingCount } = list
  return (
    <>
      <Tabs
        id="lists"
        tabs={[
          { value: 'mine', label: copy.lists.mine, count: waitingCount },
          { value: 'area', label: copy.lists.area },
        ]}
        value={filters.list}
        onChange={(name) => change({ list: name })}
      />
      <View className={shared.bar}>
        <View className={shared.grow}>
          <TextInput
            id="search"
            label={copy.search}
            placeholder={copy.searchHint}
            value={list.typed}
            maxLength={60}
            onChange={list.setTyped}
          />
        </View>
        {list.isSearch ? null : <Selects list={list} />}
      </View>
      {list.isSearch ? null : <DrillChips list={list} />}
    </>
  )
}
