import { children } from '@contract/areas'
import { View } from '@tarojs/components'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { useAsk } from '@/lib/query'
import shared from '../office.module.scss'

interface CrumbsProps {
  id: string
  root: string
  code: string
  /** The name of the place that is shown, where it may be a grid. */
  name?: string
  onOpen: (code: string) => void
}

/** From the person's own area down to the place that is shown. */
export function Crumbs({ id, root, code, name = '', onOpen }: CrumbsProps) {
  const area = code.slice(0, 12)
  const path = useAsk(children, { code: area }).data?.path ?? []
  const places = path.filter((place) => place.code.startsWith(root))
  const shown = code === area ? places : [...places, { code, name }]
  return (
    <View id={id} className={shared.crumbs}>
      {shown.map((place) => (
        <Press
          key={place.code}
          role="link"
          className={classes(shared.crumb, place.code === code && shared.here)}
          disabled={place.code === code}
          onPress={() => onOpen(place.code)}
        >
          {place.name}
          {place.code === code ? '' : ' ›'}
        </Press>
      ))}
    </View>
  )
}
