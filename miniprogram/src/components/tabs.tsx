import { Text, View } from '@tarojs/components'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'
import styles from './tabs.module.scss'

export interface TabsProps<Value extends string> {
  id?: string
  tabs: readonly { value: Value; label: string; count?: number }[]
  value: Value
  onChange: (value: Value) => void
}

/** Chooses which part of a screen is shown. */
export function Tabs<Value extends string>({ id, tabs, value, onChange }: TabsProps<Value>) {
  return (
    <View id={id} className={styles.tabs}>
      {tabs.map((tab) => (
        <Press
          key={tab.value}
          id={id ? `${id}-${tab.value}` : undefined}
          role="tab"
          selected={tab.value === value}
          className={classes(styles.tab, tab.value === value && styles.on)}
          onPress={() => onChange(tab.value)}
        >
          <Text>{tab.label}</Text>
          {tab.count !== undefined ? <Text className={styles.count}> {tab.count}</Text> : null}
        </Press>
      ))}
    </View>
  )
}
