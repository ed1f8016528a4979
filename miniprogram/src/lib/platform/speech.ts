import type { SpeechHandlers } from './speech-types'

/** WeChat itself turns no speech into text: the keyboard of the phone does. */
export const hasSpeech = (): boolean => false

export function listen({ onEnd }: SpeechHandlers): () => void {
  onEnd(null)
  return () => undefined
}
