/** Scrolls what has this id into its window, no further than needed. */
export function bringIntoSight(id: string) {
  document.getElementById(id)?.scrollIntoView({ block: 'nearest', inline: 'center' })
}
