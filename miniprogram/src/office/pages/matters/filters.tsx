import { children } from '@contract/areas'
import { matterClasses, matterStateLabel, matterStates } from '@contract/matter-taxonomy'
import { View } from '@tarojs/components'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { SelectInput } from '@/components/primitives/select-input'
import { TextInput } from '@/components/primitives/text-input'
import { Tabs } from '@/components/tabs'
import { officeMattersCopy as copy } from '@/copy/office-matters'
import { useAsk } from '@/lib/query'
import { rolesOf, useMe } from '@/lib/session'
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

/** The areas below one's own; a department has none. */
function AreaFilter({ list }: { list: Queue }) {
  const root = useOfficeArea()
  const me = useMe()
  // a department's people see what was given to their unit, wherever it lies
  const hasAreas =
    root.length < 12 && me !== null && rolesOf(me).some((role) => role !== 'department')
  const places = useAsk(children, { code: root }, { enabled: hasAreas }).data?.children ?? []
  if (!hasAreas) return null
  return (
    <View className={shared.half}>
      <SelectInput
        id="area-filter"
        label={copy.area}
        value={list.filters.areaCode}
        options={[
          { value: '', label: copy.allAreas },
          ...places.map((one) => ({ value: one.code, label: one.name })),
        ]}
        onChange={(areaCode) => list.change({ areaCode })}
      />
    </View>
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
    </>
  )
}
