import { Text, View } from '@tarojs/components'
import { dayWithWeekday, daysOfMonth, weekdayOf } from '@/lib/format'
import { Icon } from './icon'
import styles from './month-grid.module.scss'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** Empty places before the 1st, weeks beginning on Monday. */
function leadingBlanks(month: string): number {
  return weekdays.indexOf(weekdayOf(`${month}-01`).slice(1))
}

interface DayMarks {
  counted: boolean
  checkIns: readonly unknown[]
}

export interface MonthGridProps {
  month: string
  days: ReadonlyMap<string, DayMarks>
  chosen: string
  onChoose: (day: string) => void
  /** Later days are not to be chosen; absent: all are. */
  lastDay?: string
  /** What the marks mean. */
  legend: string
}

function markOf(day: DayMarks | undefined): string | undefined {
  if (day?.counted) return styles.counted
  return day?.checkIns.length ? styles.taken : undefined
}

/** A month of check-ins: counted, taken and not counted, nothing. */
export function MonthGrid({ month, days, chosen, onChoose, lastDay, legend }: MonthGridProps) {
  return (
    <>
      <View id="calendar" className={styles.grid}>
        {weekdays.map((name) => (
          <Text key={`周${name}`} className={styles.weekday}>
            {name}
          </Text>
        ))}
        {weekdays.slice(0, leadingBlanks(month)).map((name) => (
          <View key={name} />
        ))}
        {daysOfMonth(month).map((day) => {
          const isAhead = lastDay !== undefined && day > lastDay
          return (
            <Press
              key={day}
              id={`day-${day}`}
              className={classes(
                styles.day,
                markOf(days.get(day)),
                day === chosen && styles.chosen,
                isAhead && styles.ahead,
              )}
              label={dayWithWeekday(day)}
              disabled={isAhead}
              onPress={() => onChoose(day)}
            >
              <Text>{Number(day.slice(8))}</Text>
              <View className={styles.mark}>
                {days.get(day)?.counted ? <Icon name="check" /> : null}
              </View>
            </Press>
          )
        })}
      </View>
      <View className={styles.legend}>{legend}</View>
    </>
  )
}
