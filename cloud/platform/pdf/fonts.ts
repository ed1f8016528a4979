import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

export interface Fonts {
  regular: Buffer
  bold: Buffer
}

/** Noto Sans SC (SIL Open Font License 1.1): 30 000 characters, those of rare names among them. */
const files = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
}

let kept: Promise<Fonts> | null = null

/** Read from the installed package when the first PDF is made; each PDF embeds only what it uses. */
export function loadFonts(): Promise<Fonts> {
  if (kept) return kept
  const { resolve } = createRequire(import.meta.url)
  const reading = Promise.all([readFile(resolve(files.regular)), readFile(resolve(files.bold))])
  kept = reading.then(([regular, bold]) => ({ regular, bold }))
  kept.catch(() => {
    kept = null
  })
  return kept
}
