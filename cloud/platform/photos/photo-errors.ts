import { PlatformError } from '../platform-error'

export const photoErrors = {
  photoTooLarge: '照片太大，一张最多 10 MB。',
  photoUnreadable: '这张照片打不开，可能没有传完整，请重新拍一张或换一张。',
  photoTypeNotAllowed:
    '只能上传 JPG、PNG 或 WebP 照片。苹果手机的 HEIC 照片，请先在“设置—相机—格式”里选“兼容性最佳”再拍。',
  photoTooManyPixels: '照片的像素太多，一张最多 5000 万像素。',
  photoBusy: '现在传照片的人多，请稍等一会儿再传。',
  photoMissing: '没有收到照片，请重新选择。',
  photoTooMany: '一次只能传一张照片。',
  uploadMalformed: '上传的内容不完整，请重新上传。',
  uploadTimedOut: '上传时间太长，请到信号好的地方再试。',
  uploadAborted: '上传中断了，请重新上传。',
} as const

export type PhotoErrorCode = keyof typeof photoErrors

export function photoError(code: PhotoErrorCode, cause?: unknown): PlatformError<PhotoErrorCode> {
  return new PlatformError(code, photoErrors[code], { cause })
}
