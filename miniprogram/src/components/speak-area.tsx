import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { raiseCopy as copy } from '@/copy/resident-raise'
import { hasSpeech, listen } from '@/lib/platform/speech'
import { say } from '@/lib/toast'
import { Button } from './button'
import { TextArea } from './field'
import type { LabelledProps } from './field'
import styles from './speak-area.module.scss'

export interface SpeakAreaProps extends LabelledProps {
  id: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  maxLength?: number
  rows?: number
}

/** A text that is written or spoken, where the phone turns speech into text. */
export function SpeakArea(props: SpeakAreaProps) {
  const { id, value, onChange, maxLength = 2000 } = props
  const [stop, setStop] = useState<(() => void) | null>(null)
  const written = useRef(value)
  written.current = value
  useEffect(() => () => stop?.(), [stop])

  const start = () => {
    const ending = listen({
      onText: (text) => onChange((written.current + text).slice(0, maxLength)),
      onEnd: (problem) => {
        setStop(null)
        if (problem) say(problem, 'bad')
      },
    })
    setStop(() => ending)
  }
  return (
    <View>
      <TextArea {...props} maxLength={maxLength} />
      {hasSpeech() ? (
        <Button
          id={`${id}-speak`}
          className={styles.voice}
          kind={stop ? 'danger' : 'secondary'}
          onPress={() => (stop ? stop() : start())}
        >
          {stop ? copy.speaking : copy.speak}
        </Button>
      ) : (
        <View className={styles.hint}>{copy.speakHint}</View>
      )}
    </View>
  )
}
