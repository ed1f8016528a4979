import { create } from 'zustand'

export type ToastTone = 'good' | 'bad' | 'note'

interface Toast {
  text: string
  tone: ToastTone
  /** Tells two equal texts apart. */
  serial: number
}

export const useToast = create<{ toast: Toast | null }>()(() => ({ toast: null }))

let serial = 0

/** Says one sentence for a few seconds; longer ones stay longer. */
export function say(text: string, tone: ToastTone = 'note') {
  serial += 1
  const mine = serial
  useToast.setState({ toast: { text, tone, serial: mine } })
  setTimeout(
    () => {
      if (useToast.getState().toast?.serial === mine) useToast.setState({ toast: null })
    },
    Math.min(8000, 2200 + text.length * 90),
  )
}
