import { downloadPass } from '@contract/accounts'
import { lawBook } from '@contract/official-texts'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { officialTextCopy as copy } from '@/copy/official-text'
import { openPage } from '@/lib/navigation'
import { useAsk } from '@/lib/query'
import { openSheet } from '../../lib/open-sheet'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

const passAgainMs = 10 * 60_000

/** From the regulation as it is computed to its official text, and to its book for printing. */
export function TextLinks({ regulation }: { regulation: string }) {
  const pass = useAsk(downloadPass, {}, { refetchEveryMs: passAgainMs }).data?.pass
  const openBook = async () => {
    try {
      await openSheet(lawBook, { regulation }, pass ?? '', copy.bookName)
    } catch (error) {
      sayRefused(error)
    }
  }
  return (
    <View className={styles.bar}>
      <Button
        id="open-official-text"
        inline
        size="small"
        kind="secondary"
        onPress={() => openPage('officeOfficialText', { regulation })}
      >
        {copy.openText}
      </Button>
      <Button
        id="open-law-book"
        inline
        size="small"
        kind="secondary"
        disabled={!pass}
        onPress={() => void openBook()}
      >
        {copy.openBook}
      </Button>
    </View>
  )
}
