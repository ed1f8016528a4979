import { Button } from '@/components/button'
import { Cell } from '@/components/cell'
import { reportCopy as copy } from '@/copy/report'
import type { Located } from '@/lib/location'

/** Where the person stands, and another try when that is not right. */
export function WhereCell({ located, again }: { located: Located | null; again: () => void }) {
  const text = !located
    ? copy.locating
    : located.found
      ? copy.located(located.position.accuracyMeters)
      : located.text
  return (
    <Cell
      id="where"
      title={copy.where}
      note={text}
      value={
        located ? (
          <Button size="small" kind="secondary" inline onPress={again}>
            {copy.relocate}
          </Button>
        ) : null
      }
    />
  )
}
