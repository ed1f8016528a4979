import { create } from 'zustand'
import { readKept, writeKeptIfRoom } from './storage'

interface Preferences {
  /** 关怀模式: larger text, no decoration. */
  elder: boolean
}

const storageName = 'preferences'

export const usePreferences = create<Preferences>()(
  () => readKept<Preferences>(storageName) ?? { elder: false },
)

export function setElder(elder: boolean) {
  usePreferences.setState({ elder })
  writeKeptIfRoom(storageName, { elder })
}
