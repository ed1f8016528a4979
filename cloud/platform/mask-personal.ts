const patterns: readonly RegExp[] = [
  // ID numbers, bank cards: long rows of digits
  /\d{15,19}[Xx]?/g,
  // mobile phones, with or without the country's code, in groups or not
  /(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}/g,
  // fixed lines
  /0\d{2,3}[- ]?\d{7,8}/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
]

/** Before words are shown to everybody: what reaches or names a person is blanked. */
export function maskPersonal(text: string): string {
  return patterns.reduce((masked, pattern) => masked.replace(pattern, '***'), text)
}
