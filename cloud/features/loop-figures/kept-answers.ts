const mostKept = 200

/**
 * Answers reckoned from the figures, kept until the figures change: everybody who looks at the
 * county's page is told the same, reckoned once.
 */
export function createKeptAnswers() {
  let revision = -1
  const kept = new Map<string, Promise<unknown>>()
  return function keptOr<T>(at: number, key: string, reckon: () => Promise<T>): Promise<T> {
    if (at !== revision) {
      kept.clear()
      revision = at
    }
    const before = kept.get(key)
    if (before) return before as Promise<T>
    const answer = reckon()
    if (kept.size >= mostKept) kept.clear()
    kept.set(key, answer)
    // a failure is told to who waits, and not kept
    answer.catch(() => {
      if (kept.get(key) === answer) kept.delete(key)
    })
    return answer
  }
}
