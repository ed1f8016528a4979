export { useSaveFile } from '@/lib/save-file'
