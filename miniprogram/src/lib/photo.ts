import Taro from '@tarojs/taro'
import { newId } from './id'
import type { PickedPhoto } from './photo-types'
import type { FileBody } from './transport-types'

export * from './photo-types'

/** Lets the person take or choose photos, made smaller by the phone. Empty when he thinks better of it. */
export async function pickPhotos(
  most: number,
  source: 'camera' | 'both' = 'both',
): Promise<PickedPhoto[]> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: most,
      mediaType: ['image'],
      sizeType: ['compressed'],
      sourceType: source === 'camera' ? ['camera'] : ['camera', 'album'],
    })
    return tempFiles.map(({ tempFilePath, size }) => ({
      id: newId(),
      body: tempFilePath,
      previewUrl: tempFilePath,
      bytes: size,
    }))
  } catch (error) {
    if (/cancel/i.test((error as { errMsg?: string }).errMsg ?? '')) return []
    throw new Error('没有打开相机或相册。请在手机设置里允许使用相机和照片')
  }
}

/** A photo kept on the phone, for showing it. */
export function previewOf(body: FileBody): string {
  return String(body)
}

export function forgetPreview(_photo: PickedPhoto) {
  // a temporary file of WeChat's: it goes by itself
}
