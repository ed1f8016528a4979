import { list } from '@contract/audit'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { auditCopy as copy } from '@/copy/office-audit'
import { instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { AreaPicker } from '../../components/area-picker'
import { Pager } from '../../components/pager'
import { useOfficeArea } from '../../lib/scope'
import { usePages } from '../../lib/use-pages'
import styles from '../../office.module.scss'

const pageSize = 100

/** Who did what and when; nothing here can be changed. */
export default function Audit() {
  const root = useOfficeArea()
  const [area, setArea] = useState('')
  const pages = usePages(area)
  const asked = useAsk(list, { areaCode: area || undefined, after: pages.after, limit: pageSize })
  const next = asked.data?.next
  return (
    <OfficePage
      id="audit"
      title={copy.title}
      permission="audit.read"
      top={
        <>
          <View className={styles.lead}>{copy.about}</View>
          <AreaPicker
            id="audit-area"
            label={copy.area}
            root={root}
            value={area || root}
            onChange={(code) => setArea(code === root ? '' : code)}
          />
        </>
      }
    >
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.entries.length === 0,
          emptyText: copy.empty,
        })}
      >
        <Table
          id="audit-table"
          caption={copy.caption}
          rows={asked.data?.entries ?? []}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'time',
              title: copy.columns.time,
              width: 124,
              cell: (row) => instantText(row.atMs),
            },
            { key: 'who', title: copy.columns.who, cell: (row) => row.accountName ?? copy.system },
            { key: 'event', title: copy.columns.event, width: 160, cell: (row) => row.eventLabel },
          ]}
        />
        <Pager
          text={copy.page(pages.number)}
          onEarlier={pages.number > 1 && pages.earlier}
          onLater={next ? () => pages.later(next) : false}
        />
      </Stateful>
    </OfficePage>
  )
}
