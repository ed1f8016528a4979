import Taro from '@tarojs/taro'
import { type PickedFile, tableEndings } from './pick-file-types'

export type { PickedFile }

/** Lets the person choose a table from a chat, where files come from on a phone. */
export async function pickTable(): Promise<PickedFile | null> {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({
      count: 1,
      type: 'file',
      extension: tableEndings,
    })
    const [file] = tempFiles
    return file ? { name: file.name, body: file.path, bytes: file.size } : null
  } catch {
    return null
  }
}
