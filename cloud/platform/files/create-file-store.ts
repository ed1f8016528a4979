import { join } from 'node:path'
import { PlatformError } from '../platform-error'
import { type FileStore, fileErrors } from './file-store'
import { FolderFileStore } from './folder-file-store'
import { S3FileStore } from './s3-file-store'

/** As they stand in the environment. */
export interface FileSettings {
  DATA_FOLDER: string
  S3_ENDPOINT?: string | undefined
  S3_BUCKET?: string | undefined
  S3_ACCESS_KEY?: string | undefined
  S3_SECRET_KEY?: string | undefined
  S3_REGION?: string | undefined
}

function needed(value: string | undefined): string {
  if (value) return value
  throw new PlatformError('fileStoreMisconfigured', fileErrors.fileStoreMisconfigured)
}

/** A bucket where an S3 address is set, else the folder `files` in the data folder. */
export function createFileStore(settings: FileSettings): FileStore {
  if (!settings.S3_ENDPOINT) {
    return new FolderFileStore({ folder: join(settings.DATA_FOLDER, 'files') })
  }
  const address = new URL(settings.S3_ENDPOINT)
  return new S3FileStore({
    endPoint: address.hostname,
    ...(address.port === '' ? {} : { port: Number(address.port) }),
    useSSL: address.protocol === 'https:',
    region: settings.S3_REGION || 'us-east-1',
    bucket: needed(settings.S3_BUCKET),
    accessKey: needed(settings.S3_ACCESS_KEY),
    secretKey: needed(settings.S3_SECRET_KEY),
  })
}
