export function setTitle(title: string) {
  document.title = `${title} · 明格`
}
