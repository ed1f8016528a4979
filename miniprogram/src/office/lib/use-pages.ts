import { useState } from 'react'

/** Goes through a long list page by page; another question starts at its first page again. */
export function usePages(question: string) {
  const [way, setWay] = useState<{ question: string; cursors: string[] }>({ question, cursors: [] })
  const cursors = way.question === question ? way.cursors : []
  return {
    number: cursors.length + 1,
    after: cursors[cursors.length - 1],
    later: (next: string) => setWay({ question, cursors: [...cursors, next] }),
    earlier: () => setWay({ question, cursors: cursors.slice(0, -1) }),
  }
}
