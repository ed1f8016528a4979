import { newId } from './id'
import type { PickedPhoto } from './photo-types'
import type { FileBody } from './transport-types'

export * from './photo-types'

const longestSide = 2400
const quality = 0.82

/** The same picture, upright, at most 2400 pixels long; as it came when the browser cannot open it. */
async function smaller(file: File): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    if (scale === 1 && file.size < 1_500_000) return file
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const made = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, 'image/jpeg', quality),
    )
    return made && made.size < file.size ? made : file
  } catch {
    return file
  }
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
    const body = await smaller(file)
    photos.push({ id: newId(), body, previewUrl: URL.createObjectURL(body), bytes: body.size })
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
