import { create } from 'zustand'

export interface Question {
  title: string
  text?: string
  yes?: string
  no?: string
  /** Doing it cannot be undone. */
  danger?: boolean
}

interface Asked {
  question: Question
  answer: (yes: boolean) => void
}

export const useQuestion = create<{ asked: Asked | null }>()(() => ({ asked: null }))

/** Asks before something that cannot be taken back. Resolves to whether the person said yes. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    useQuestion.getState().asked?.answer(false)
    useQuestion.setState({
      asked: {
        question,
        answer: (yes) => {
          useQuestion.setState({ asked: null })
          resolve(yes)
        },
      },
    })
  })
}
