/**
 * Taro's viewer for a browser weighs as much as all our pages of an audience together, and few
 * photos are opened: it is fetched by the first. Without a network there is no photo to show either.
 */
export async function showPhotos(current: string, urls: string[]): Promise<void> {
  const viewer = await import(/* webpackChunkName: "photo-viewer" */ '@/lib/photo-viewer').catch(
    () => null,
  )
  await viewer?.previewImage({ current, urls })
}
