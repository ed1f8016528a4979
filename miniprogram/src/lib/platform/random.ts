/**
 * Random bytes. WeChat gives good ones only asynchronously (`wx.getRandomValues`), and ids are needed
 * at once, so a pool is filled ahead; when it is dry, Math.random has to do.
 */
const poolBytes = 512
let pool: number[] = []
let filling = false

function refill() {
  if (filling || typeof wx === 'undefined' || typeof wx.getRandomValues !== 'function') return
  filling = true
  wx.getRandomValues({
    length: poolBytes,
    success: (result) => {
      pool = Array.from(new Uint8Array(result.randomValues))
    },
    complete: () => {
      filling = false
    },
  })
}

refill()

export function randomBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(count)
  for (let index = 0; index < count; index += 1) {
    bytes[index] = pool.pop() ?? Math.floor(Math.random() * 256)
  }
  if (pool.length < 64) refill()
  return bytes
}
