import type { ReportRow } from '@contract/reports'
import { Text, View } from '@tarojs/components'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { Tag } from '@/components/tag'
import { judgeCopy as copy } from '@/copy/office-judge'
import { sinceText } from '@/lib/format'
import { nowMs } from '@/lib/server-time'
import { PickBox } from '../../components/pick-box'
import styles from './judge.module.scss'

interface LineProps {
  report: ReportRow
  isCurrent: boolean
  /** Null where nothing can be chosen for judging together. */
  isChosen: boolean | null
  onOpen: () => void
  onChoose: () => void
}

function Line({ report, isCurrent, isChosen, onOpen, onChoose }: LineProps) {
  return (
    <View id={`report-${report.id}`} className={classes(styles.line, isCurrent && styles.current)}>
      {isChosen === null ? null : (
        <PickBox
          label={copy.select(report.authorName)}
          picked={isChosen}
          className={styles.check}
          onPress={onChoose}
        />
      )}
      <Press className={styles.open} onPress={onOpen}>
        <View className={styles.item}>{report.itemLabel}</View>
        <View className={styles.text}>{report.text}</View>
        <View className={styles.soft}>
          <Text>
            {report.authorName}　{report.villageName}　{sinceText(report.receivedAtMs, nowMs())}
          </Text>
        </View>
        <View className={styles.tags}>
          {report.urgent ? (
            <Tag tone="bad" icon="alert">
              {copy.urgent}
            </Tag>
          ) : null}
          {report.restricted ? (
            <Tag tone="warn" icon="lock">
              {copy.restricted}
            </Tag>
          ) : null}
          {report.notes.length > 0 ? <Tag tone="warn">{copy.noted}</Tag> : null}
          {report.photos.length > 0 ? (
            <Tag icon="camera">{copy.photos(report.photos.length)}</Tag>
          ) : null}
        </View>
      </Press>
    </View>
  )
}

export interface ReportListProps {
  reports: readonly ReportRow[]
  currentId: string | null
  /** Null where nothing can be chosen for judging together. */
  chosen: ReadonlySet<string> | null
  onOpen: (id: string) => void
  onChoose: (id: string) => void
}

export function ReportList({ reports, currentId, chosen, onOpen, onChoose }: ReportListProps) {
  return (
    <View id="queue" className={styles.list}>
      {reports.map((report) => (
        <Line
          key={report.id}
          report={report}
          isCurrent={report.id === currentId}
          isChosen={chosen && report.abilities.judge ? chosen.has(report.id) : null}
          onOpen={() => onOpen(report.id)}
          onChoose={() => onChoose(report.id)}
        />
      ))}
    </View>
  )
}
