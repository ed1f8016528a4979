import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
/** What the product keeps for itself: databases, uploaded files, the demo accounts. Never committed. */
export const dataFolder = path.resolve(projectFolder, process.env.DATA_FOLDER ?? 'data')
