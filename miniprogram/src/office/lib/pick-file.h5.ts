import { type PickedFile, tableEndings } from './pick-file-types'

export type { PickedFile }

/** Lets the person choose a table; null when he thinks better of it. */
export function pickTable(): Promise<PickedFile | null> {
  return new Promise((resolve) => {
    document.getElementById('table-input')?.remove()
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'table-input'
    input.accept = tableEndings.map((ending) => `.${ending}`).join(',')
    input.style.display = 'none'
    input.onchange = () => {
      const file = input.files?.[0]
      resolve(file ? { name: file.name, body: file, bytes: file.size } : null)
      input.remove()
    }
    input.addEventListener('cancel', () => {
      resolve(null)
      input.remove()
    })
    document.body.appendChild(input)
    input.click()
  })
}
