import Taro from '@tarojs/taro'
import { documentEndings, type PickedFile, scanEndings, tableEndings } from './pick-file-types'

export type { PickedFile }

export const pickTable = () => pickFile(tableEndings)
export const pickDocument = () => pickFile(documentEndings)
export const pickScan = () => pickFile(scanEndings)

/** Lets the person choose a file from a chat, where files come from on a phone. */
async function pickFile(extension: string[]): Promise<PickedFile | null> {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({
      count: 1,
      type: 'file',
      extension,
    })
    const [file] = tempFiles
    return file ? { name: file.name, body: file.path, bytes: file.size } : null
  } catch {
    return null
  }
}
