export { createFileStore, type FileSettings } from './create-file-store'
export {
  contentTypeOfKey,
  type FileErrorCode,
  type FileStore,
  fileErrors,
  fileKey,
  readAll,
  type StoredFile,
} from './file-store'
export { FolderFileStore, type FolderFileStoreOptions } from './folder-file-store'
export { S3FileStore, type S3FileStoreOptions } from './s3-file-store'
