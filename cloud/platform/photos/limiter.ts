/** Runs at most `running` jobs at a time; beyond `waiting` more, `refuse` says what is thrown. */
export function createLimiter(
  limits: { running: number; waiting: number },
  refuse: () => Error,
): <T>(job: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = []
  let running = 0
  const next = (): void => {
    running -= 1
    queue.shift()?.()
  }
  return async (job) => {
    if (running >= limits.running) {
      if (queue.length >= limits.waiting) throw refuse()
      await new Promise<void>((start) => queue.push(start))
    }
    running += 1
    try {
      return await job()
    } finally {
      next()
    }
  }
}
