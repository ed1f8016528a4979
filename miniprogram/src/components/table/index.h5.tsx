import { Icon } from '../icon'
import { classes } from '../primitives/classes'
import { useSorting } from './sorting'
import styles from './table.module.scss'
import type { Column, Sort, TableProps } from './types'

export type { Column, Sort, TableProps }

function Head<Row>(props: {
  column: Column<Row>
  sort: Sort | null
  onSort: (key: string) => void
}) {
  const { column, sort, onSort } = props
  const mine = sort?.key === column.key ? sort.order : undefined
  return (
    <th
      scope="col"
      aria-sort={mine}
      className={classes(styles.head, column.align === 'right' && styles.right)}
      style={{ minWidth: `${column.width ?? 88}px` }}
    >
      {column.sortBy ? (
        <button type="button" className={styles.sort} onClick={() => onSort(column.key)}>
          {column.title}
          <Icon
            name={mine === 'ascending' ? 'up' : 'down'}
            className={mine ? styles.on : styles.off}
          />
        </button>
      ) : (
        column.title
      )}
    </th>
  )
}

/** Rows and columns: scrolls inside itself, sorts by its heads, opens a row by click or Enter. */
export function Table<Row>(props: TableProps<Row>) {
  const {
    id,
    caption,
    columns,
    rowKey,
    onRowPress,
    selectedKey,
    emptyText = '没有记录',
    totals,
  } = props
  const { sort, rows, toggle } = useSorting(props)
  const cellClass = (column: Column<Row>, index: number) =>
    classes(styles.cell, column.align === 'right' && styles.right, index === 0 && styles.first)
  return (
    <div id={id} className={styles.wrap}>
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={toggle} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={classes(
                styles.row,
                onRowPress && styles.live,
                rowKey(row) === selectedKey && styles.selected,
              )}
              tabIndex={onRowPress ? 0 : undefined}
              onClick={onRowPress ? () => onRowPress(row) : undefined}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && event.target === event.currentTarget) onRowPress?.(row)
              }}
            >
              {columns.map((column, index) => (
                <td key={column.key} className={cellClass(column, index)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {totals && rows.length > 0 ? (
          <tfoot>
            <tr>
              {columns.map((column, index) => (
                <td key={column.key} className={classes(cellClass(column, index), styles.total)}>
                  {totals[column.key]}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
      {rows.length === 0 ? <div className={styles.empty}>{emptyText}</div> : null}
    </div>
  )
}
