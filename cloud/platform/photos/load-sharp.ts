import type Sharp from 'sharp'

let loaded: typeof Sharp | undefined

/** Loaded with the first photo: a service that sees none does not carry it. */
export async function loadSharp(): Promise<typeof Sharp> {
  if (!loaded) {
    loaded = (await import('sharp')).default
    // decoded pictures are large and each is seen once
    loaded.cache(false)
    loaded.concurrency(1)
  }
  return loaded
}
