import type { OutputOf } from '@contract/define'
import { qr, rates } from '@contract/residents-surveys'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { SelectInput } from '@/components/primitives/select-input'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { officeOpinionsCopy } from '@/copy/office-opinions'
import { copyLink } from '@/lib/copy-link'
import { monthOf, quarterText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { pagePath } from '@/lib/pages'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useMay } from '@/lib/session'
import { AreaPicker } from '../../components/area-picker'
import { levelOf, useOfficeArea } from '../../lib/scope'
import { useSaveFile } from '../../lib/save-file'
import styles from '../../office.module.scss'

const copy = officeOpinionsCopy.survey
const [place, answers, awareness, satisfaction, dissatisfaction] = copy.columns as [
  string,
  string,
  string,
  string,
  string,
]

type Row = OutputOf<typeof rates>['rows'][number]

const percent = (share: number | null) =>
  share === null ? copy.small : `${(share * 100).toFixed(1)}%`

/** This quarter and the three before it. */
function quarters(): string[] {
  const [year = 0, month = 1] = monthOf(nowMs()).split('-').map(Number)
  const now = year * 4 + Math.floor((month - 1) / 3)
  return [0, 1, 2, 3].map((back) => `${Math.floor((now - back) / 4)}-Q${((now - back) % 4) + 1}`)
}

function RatesTable({ rows, whole }: { rows: readonly Row[]; whole: Row }) {
  return (
    <Table
      id="survey-table"
      caption={copy.quarter}
      rows={[...rows, whole]}
      rowKey={(row) => row.code}
      columns={[
        { key: 'place', title: place, width: 170, cell: (row) => row.name },
        {
          key: 'answers',
          title: answers,
          width: 96,
          align: 'right',
          cell: (row) => row.figures.answers,
        },
        {
          key: 'awareness',
          title: awareness,
          width: 96,
          align: 'right',
          cell: (row) => percent(row.figures.awareness),
        },
        {
          key: 'satisfaction',
          title: satisfaction,
          width: 96,
          align: 'right',
          cell: (row) => percent(row.figures.satisfaction),
        },
        {
          key: 'dissatisfaction',
          title: dissatisfaction,
          width: 96,
          align: 'right',
          cell: (row) => percent(row.figures.dissatisfaction),
        },
      ]}
    />
  )
}

/** The code of one grid's survey, to be put up in the village. */
function SurveyCode({ code }: { code: string }) {
  const { isSaving, save } = useSaveFile()
  const path = `${pagePath.survey}?code=${code}`
  return (
    <Card title={copy.qr}>
      {levelOf(code) === 'grid' ? (
        <View className={styles.bar}>
          <Button
            id="survey-qr"
            inline
            busy={isSaving}
            onPress={() => void save(qr, { code }, `${copy.qr}.png`)}
          >
            {copy.download}
          </Button>
          <Button inline kind="secondary" onPress={() => copyLink(path, copy.copied)}>
            {copy.link}
          </Button>
        </View>
      ) : (
        <View className={styles.soft}>{copy.qrHint}</View>
      )}
    </Card>
  )
}

/** 知晓率 and 满意率 by place and quarter; where too few answered, that is said instead of a rate. */
export function SurveyRates() {
  const root = useOfficeArea()
  const [area, setArea] = useState(root)
  const [period, setPeriod] = useState(quarters()[0] ?? '')
  const mayPrint = useMay('codes.print')
  const areaCode = area.slice(0, 12)
  const asked = useAsk(rates, { period, areaCode })
  const data = asked.data
  return (
    <>
      <View className={styles.bar}>
        <AreaPicker
          id="survey-area"
          label={place}
          root={root}
          value={area}
          onChange={setArea}
          depth="grid"
        />
        <View className={styles.half}>
          <SelectInput
            id="survey-quarter"
            label={copy.quarter}
            value={period}
            options={quarters().map((value) => ({ value, label: quarterText(value) }))}
            onChange={setPeriod}
          />
        </View>
      </View>
      <Stateful state={stateOf(asked)}>
        {data ? (
          <>
            <Card flush>
              <RatesTable
                rows={data.rows}
                whole={{ code: 'whole', name: copy.whole, figures: data.whole }}
              />
            </Card>
            <Notice tone="note">{copy.note(data.smallestSample)}</Notice>
          </>
        ) : null}
      </Stateful>
      {mayPrint ? <SurveyCode code={area} /> : null}
    </>
  )
}
