import type { FileBody } from '@/lib/transport-types'

export interface PickedFile {
  name: string
  body: FileBody
  bytes: number
}

export const tableEndings = ['xlsx', 'csv']
export const scanEndings = ['jpg', 'jpeg', 'png', 'pdf']
export const documentEndings = ['docx', 'pdf', 'txt']
