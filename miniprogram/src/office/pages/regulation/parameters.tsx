import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Sheet } from '@/components/sheet'
import { Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { regulationCopy as copy } from '@/copy/office-regulation'
import { sinceDayText } from '@/lib/figure-text'
import { instantText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { useMay } from '@/lib/session'
import styles from '../../office.module.scss'
import { type Book, type Parameter, titlesOf } from './parts'

type Value = Parameter['history'][number]

function noteOf(value: Value): string {
  const { documentNumber, authorName, publisherName, publishedAtMs, replaced } = value
  const notes = [
    value.setByCounty ? copy.setByCounty : copy.ofText,
    documentNumber ? copy.documentNumber(documentNumber) : '',
    authorName && publisherName ? copy.signed(authorName, publisherName) : '',
    publishedAtMs === null ? '' : copy.publishedAt(instantText(publishedAtMs)),
    replaced ? copy.replaced : '',
  ]
  return notes.filter(Boolean).join('，')
}

/** Every value that a parameter ever had, the newest first. */
export function History({ parameter, onClose }: { parameter: Parameter; onClose: () => void }) {
  const mayChange = useMay('regulations.change')
  const isFixed = parameter.choices !== null && parameter.choices.length === 1
  const change = () => openPage('officeRegulationChange', { kind: 'values', name: parameter.name })
  return (
    <Sheet
      id="history"
      open
      title={copy.historyTitle(parameter.label)}
      onClose={onClose}
      footer={
        mayChange && !isFixed ? (
          <Button id="history-change" onPress={change}>
            {copy.changeIt}
          </Button>
        ) : null
      }
    >
      <Card flush>
        {[...parameter.history].reverse().map((value) => (
          <Cell
            key={`${value.from} ${value.publishedAtMs}`}
            title={`${sinceDayText(value.from)}　${value.text}`}
            note={noteOf(value)}
          />
        ))}
      </Card>
    </Sheet>
  )
}

/** The figures of the regulation as they stand on the day. */
export function Parameters({ data, words }: { data: Book; words: string }) {
  const [opened, setOpened] = useState<Parameter | null>(null)
  const titleOf = titlesOf(data)
  const titles = copy.parameterColumns
  const figures = data.parameters.filter((one) => one.choices === null)
  return (
    <>
      <Table
        id="parameters-table"
        caption={copy.parametersCaption}
        rows={figures.filter((one) => `${one.label}${one.valueText}`.includes(words))}
        rowKey={(row) => row.name}
        onRowPress={setOpened}
        columns={[
          { key: 'label', title: titles.label, width: 160, cell: (row) => row.label },
          {
            key: 'value',
            title: titles.value,
            align: 'right',
            width: 130,
            cell: (row) => (
              <View>
                <View className={styles.number}>{row.valueText}</View>
                {row.setByCounty ? (
                  <Tag tone="note" icon={null}>
                    {copy.setByCounty}
                  </Tag>
                ) : null}
              </View>
            ),
          },
          {
            key: 'since',
            title: titles.since,
            width: 150,
            cell: (row) => sinceDayText(row.validFrom),
          },
          {
            key: 'article',
            title: titles.article,
            width: 140,
            cell: (row) => titleOf.get(row.article) ?? '',
          },
        ]}
      />
      {opened ? <History parameter={opened} onClose={() => setOpened(null)} /> : null}
    </>
  )
}
