import { documentEndings, type PickedFile, scanEndings, tableEndings } from './pick-file-types'

export type { PickedFile }

export const pickTable = () => pickFile(tableEndings, 'table-input')
export const pickDocument = () => pickFile(documentEndings, 'document-input')
export const pickScan = () => pickFile(scanEndings, 'scan-input')

/** Lets the person choose a file; null when he thinks better of it. */
function pickFile(endings: readonly string[], inputId: string): Promise<PickedFile | null> {
  return new Promise((resolve) => {
    document.getElementById(inputId)?.remove()
    const input = document.createElement('input')
    input.type = 'file'
    input.id = inputId
    input.accept = endings.map((ending) => `.${ending}`).join(',')
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
