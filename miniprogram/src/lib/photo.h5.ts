import { newId } from './id'
import { isHeic, kindBytes } from './photo-kind'
import type { PickedPhoto } from './photo-types'
import { say } from './toast'
import type { FileBody } from './transport-types'

export * from './photo-types'

const longestSide = 2400
const quality = 0.82

/** An iPhone's photo that this browser cannot open: the service could not either. */
export class HeicUnreadable extends Error {
  constructor() {
    super(
      '有照片是苹果手机的 HEIC 格式，这里打不开，没有加上。请在 iPhone 的“设置—相机—格式”里选“兼容性最佳”后重拍，或转成 JPG 再选',
    )
    this.name = 'HeicUnreadable'
  }
}

async function drawn(picture: CanvasImageSource, width: number, height: number) {
  const scale = Math.min(1, longestSide / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}

/** The same picture, upright, at most 2400 pixels long; as it came when the browser cannot open it. */
async function smaller(file: File): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const isSmall = Math.max(bitmap.width, bitmap.height) <= longestSide && file.size < 1_500_000
    const made = isSmall ? null : await drawn(bitmap, bitmap.width, bitmap.height)
    bitmap.close()
    return made && made.size < file.size ? made : file
  } catch {
    return file
  }
}

/** A HEIC photo as a JPEG one, where the browser (Safari) can open it. */
async function fromHeic(file: File): Promise<Blob> {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const made = await drawn(image, image.naturalWidth, image.naturalHeight)
    if (!made) throw new HeicUnreadable()
    return made
  } catch {
    throw new HeicUnreadable()
  } finally {
    URL.revokeObjectURL(url)
  }
}

async function bodyOf(file: File): Promise<Blob> {
  const head = new Uint8Array(await file.slice(0, kindBytes).arrayBuffer())
  return isHeic(head) ? fromHeic(file) : smaller(file)
}

function chooseFiles(source: 'camera' | 'both'): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/*'
    input.multiple = source === 'both'
    if (source === 'camera') input.setAttribute('capture', 'environment')
    input.style.display = 'none'
    input.id = 'photo-input'
    input.onchange = () => {
      resolve(Array.from(input.files ?? []))
      input.remove()
    }
    input.addEventListener('cancel', () => {
      resolve([])
      input.remove()
    })
    document.getElementById('photo-input')?.remove()
    document.body.appendChild(input)
    input.click()
  })
}

/** Lets the person take or choose photos, made smaller here. Empty when he thinks better of it. */
export async function pickPhotos(
  most: number,
  source: 'camera' | 'both' = 'both',
): Promise<PickedPhoto[]> {
  const files = (await chooseFiles(source)).slice(0, most)
  const photos: PickedPhoto[] = []
  for (const file of files) {
    try {
      const body = await bodyOf(file)
      photos.push({ id: newId(), body, previewUrl: URL.createObjectURL(body), bytes: body.size })
    } catch (error) {
      // the others are added all the same
      if (error instanceof HeicUnreadable) say(error.message, 'bad')
      else throw error
    }
  }
  return photos
}

/** A photo kept on the phone, for showing it. */
export function previewOf(body: FileBody): string {
  return typeof body === 'string' ? body : URL.createObjectURL(body)
}

export function forgetPreview(photo: PickedPhoto) {
  URL.revokeObjectURL(photo.previewUrl)
}
