import { gridCard } from '@contract/residents'
import { gridAt } from '@contract/residents-raising'
import { useState } from 'react'
import { messageOf } from '@/lib/api-error'
import { locate } from '@/lib/location'
import { useAsk } from '@/lib/query'
import { call } from '@/lib/request'
import { readKept, writeKeptIfRoom } from '@/lib/storage'
import { say } from '@/lib/toast'
import { raiseCopy as copy } from '@/copy/resident-raise'

const name = 'raise-grid'

/** Which grid it is about: of the code that was scanned, of the last time, or where he stands. */
export function useGrid(scanned: string | null) {
  const [found, setFound] = useState<string | null>(null)
  const [isFinding, setFinding] = useState(false)
  const code = scanned ?? found ?? readKept<string>(name)
  const card = useAsk(gridCard, { code: code ?? '' }, { enabled: code !== null, keep: true })
  if (code !== null && card.data) writeKeptIfRoom(name, card.data.code)

  const find = async () => {
    setFinding(true)
    try {
      const located = await locate()
      if (!located.found) return say(located.text, 'bad')
      const { longitude, latitude, datum } = located.position
      const { grid } = await call(gridAt, { longitude, latitude, datum }, { token: null })
      if (grid) setFound(grid.code)
      else say(copy.gridNotFound, 'bad')
    } catch (error) {
      say(messageOf(error), 'bad')
    } finally {
      setFinding(false)
    }
  }
  return { code: card.data?.code ?? code, card: card.data, find, isFinding }
}
