import { ScrollView, Text, View } from '@tarojs/components'
import { Icon } from '../icon'
import { classes } from '../primitives/classes'
import { Press } from '../primitives/press'
import { useSorting } from './sorting'
import styles from './table.module.scss'
import type { Column, Sort, TableProps } from './types'

export type { Column, Sort, TableProps }

/** Rows and columns: scrolls sideways, sorts by its heads, opens a row by a tap. */
export function Table<Row>(props: TableProps<Row>) {
  const { id, columns, rowKey, onRowPress, emptyText = '没有记录', totals } = props
  const { sort, rows, toggle } = useSorting(props)
  const cellClass = (column: Column<Row>) =>
    classes(styles.cell, column.align === 'right' && styles.right)
  const widthOf = (column: Column<Row>) => ({ width: `${(column.width ?? 88) * 2}rpx` })
  return (
    <ScrollView id={id} scrollX scrollY className={styles.wrap}>
      <View className={styles.table}>
        <View className={classes(styles.line, styles.headLine)}>
          {columns.map((column) => (
            <View
              key={column.key}
              className={classes(cellClass(column), styles.head)}
              style={widthOf(column)}
            >
              {column.sortBy ? (
                <Press className={styles.sort} onPress={() => toggle(column.key)}>
                  <Text>{column.title}</Text>
                  <Icon
                    name={sort?.key === column.key && sort.order === 'ascending' ? 'up' : 'down'}
                    className={sort?.key === column.key ? styles.on : styles.off}
                  />
                </Press>
              ) : (
                <Text>{column.title}</Text>
              )}
            </View>
          ))}
        </View>
        {rows.map((row) => (
          <View
            key={rowKey(row)}
            className={classes(styles.line, rowKey(row) === props.selectedKey && styles.selected)}
            onClick={() => onRowPress?.(row)}
          >
            {columns.map((column) => (
              <View key={column.key} className={cellClass(column)} style={widthOf(column)}>
                {column.cell(row)}
              </View>
            ))}
          </View>
        ))}
        {totals && rows.length > 0 ? (
          <View className={styles.line}>
            {columns.map((column) => (
              <View
                key={column.key}
                className={classes(cellClass(column), styles.total)}
                style={widthOf(column)}
              >
                {totals[column.key]}
              </View>
            ))}
          </View>
        ) : null}
      </View>
      {rows.length === 0 ? <View className={styles.empty}>{emptyText}</View> : null}
    </ScrollView>
  )
}
