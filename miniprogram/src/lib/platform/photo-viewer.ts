import { previewImage } from '@tarojs/taro'

/** Shows photos one by one over the whole screen, beginning with the current one. */
export async function showPhotos(current: string, urls: string[]): Promise<void> {
  await previewImage({ current, urls })
}
