import { type OwnItem, revealMine } from '@contract/personal-files'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Cell } from '@/components/cell'
import { personalFileCopy as copy } from '@/copy/personal-file'
import { messageOf } from '@/lib/api-error'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import styles from './personal-file.module.scss'

/** One number, masked until he asks for it; shown only while the page is open. */
export function OwnItemCell(props: { item: OwnItem; title: string; masked: string | null }) {
  const { item, title, masked } = props
  const [whole, setWhole] = useState<string | null>(null)
  const reveal = useCommand(revealMine, {
    onDone: ({ value }) => setWhole(value),
    onRefused: (error) => say(messageOf(error), 'bad'),
  })
  const press = () => (whole === null ? reveal.mutate({ item }) : setWhole(null))
  return (
    <Cell
      id={`own-${item}`}
      title={title}
      note={<View className={styles.value}>{whole ?? masked ?? copy.none}</View>}
      value={
        masked === null ? null : (
          <Button
            id={`show-${item}`}
            size="small"
            kind="secondary"
            inline
            busy={reveal.isPending}
            onPress={press}
          >
            {whole === null ? copy.show : copy.hide}
          </Button>
        )
      }
    />
  )
}
