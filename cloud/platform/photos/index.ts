export { perceptualDistance } from './perceptual-hash'
export { type PhotoErrorCode, photoErrors } from './photo-errors'
export {
  type PreparedImage,
  type PreparedPhoto,
  photoLimits,
  photoTypeOf,
  preparePhoto,
} from './prepare-photo'
export {
  defaultUploadLimits,
  type PhotoUpload,
  readPhotoUpload,
  type UploadLimits,
} from './read-upload'
