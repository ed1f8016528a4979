/**
 * How Node runs the service: it shares its machine with the database, so it collects sooner instead
 * of growing. The bench runs it the same way.
 */
export const nodeFlags = [
  '--max-old-space-size=176',
  '--max-semi-space-size=16',
  // nor does it shrink in a quiet minute: at 8 o'clock all come at once
  '--min-semi-space-size=16',
  '--single-threaded-gc',
  // V8's helpers for two cores are one; each more brings memory of its own
  '--v8-pool-size=1',
  // what a request makes is else sometimes put among what lasts, and then keeps all it refers to
  // until everything is collected: in every second process that took half again as much CPU
  '--no-allocation-site-pretenuring',
]

/** glibc keeps freed memory for each thread's own arena; two are enough for a handful of threads. */
export const nodeEnvironment = { MALLOC_ARENA_MAX: '2' }
