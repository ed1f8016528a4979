import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useId } from 'react'
import { rolesOf, useMe } from '@/lib/session'
import { restartAt, openPage } from '@/lib/navigation'
import { officeLinks, officeLinksOf } from '@/lib/pages'
import { bringIntoSight } from '@/lib/platform/in-sight'
import { roleLabel } from '@contract/permissions'
import styles from './office-page.module.scss'
import { Page, type PageProps } from './page'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'

function OfficeNavigation() {
  const me = useMe()
  const hereId = useId()
  // once, when the page is there: coming back to it must not move it
  useEffect(() => {
    const timer = setTimeout(() => bringIntoSight(hereId), 0)
    return () => clearTimeout(timer)
  }, [hereId])
  const here = Taro.getCurrentInstance().router?.path?.split('?')[0] ?? ''
  if (!me) return null
  const links = officeLinksOf(rolesOf(me))
  return (
    <View className={styles.side}>
      <View className={styles.brand}>
        <Text className={styles.name}>明格</Text>
        <Text className={styles.scope}>{me.posts[0]?.scopeName}</Text>
      </View>
      <View className={styles.links}>
        {links.map((link) => (
          <Press
            key={link.path}
            id={here === link.path ? hereId : undefined}
            role="link"
            className={classes(styles.link, here === link.path && styles.here)}
            onPress={() => {
              if (here !== link.path) restartAt(link.path)
            }}
          >
            {link.label}
          </Press>
        ))}
      </View>
      <Press className={styles.person} onPress={() => openPage('officeMe')}>
        <Text className={styles.who}>{me.name}</Text>
        <Text className={styles.role}>
          {rolesOf(me)
            .map((role) => roleLabel[role])
            .join('、')}
        </Text>
      </Press>
    </View>
  )
}

/** A page of the office: whole width, with the office's navigation beside or above it. */
export function OfficePage(props: Omit<PageProps, 'wide' | 'side' | 'open'>) {
  const here = Taro.getCurrentInstance().router?.path?.split('?')[0] ?? ''
  const isTop = officeLinks.some((link) => link.path === here)
  return <Page place={isTop ? 'root' : 'inner'} {...props} wide side={<OfficeNavigation />} />
}
