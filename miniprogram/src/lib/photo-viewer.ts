/** By itself, so that a browser can fetch it apart from the page (`platform/photo-viewer.h5`). */
export { previewImage } from '@tarojs/taro'
