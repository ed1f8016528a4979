import type { SpeechHandlers } from './speech-types'

interface Recognition {
  lang: string
  continuous: boolean
  interimResults: boolean
  onresult: ((event: RecognitionEvent) => void) | null
  onerror: ((event: { error: string }) => void) | null
  onend: (() => void) | null
  start(): void
  stop(): void
}
interface RecognitionEvent {
  resultIndex: number
  results: ArrayLike<{ isFinal: boolean; 0: { transcript: string } }>
}
type RecognitionMaker = new () => Recognition

function maker(): RecognitionMaker | null {
  const names = window as unknown as Record<string, RecognitionMaker | undefined>
  return names.SpeechRecognition ?? names.webkitSpeechRecognition ?? null
}

/** Whether this browser turns speech into text by itself. */
export const hasSpeech = (): boolean => maker() !== null

const problems: Record<string, string> = {
  'not-allowed': '没有允许使用话筒。可以打字，或用键盘上的话筒说',
  'service-not-allowed': '这个浏览器不能用语音。可以打字，或用键盘上的话筒说',
  'no-speech': '没有听到声音，请靠近一点再说',
  network: '语音要连网才能用，现在请打字',
}

/** Listens until it is told to stop, or nobody speaks any more. */
export function listen({ onText, onEnd }: SpeechHandlers): () => void {
  const Recognition = maker()
  if (!Recognition) {
    onEnd(null)
    return () => undefined
  }
  const recognition = new Recognition()
  let problem: string | null = null
  recognition.lang = 'zh-CN'
  recognition.continuous = true
  recognition.interimResults = false
  recognition.onresult = (event) => {
    for (let index = event.resultIndex; index < event.results.length; index += 1) {
      const result = event.results[index]
      if (result?.isFinal) onText(result[0].transcript)
    }
  }
  recognition.onerror = ({ error }) => {
    if (error !== 'aborted') problem = problems[error] ?? '语音没有用上，请打字'
  }
  recognition.onend = () => onEnd(problem)
  try {
    recognition.start()
  } catch {
    onEnd('语音没有用上，请打字')
  }
  return () => recognition.stop()
}
