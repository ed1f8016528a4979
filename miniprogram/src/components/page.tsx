import { View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { type ReactNode, useEffect } from 'react'
import type { Permission } from '@contract/permissions'
import { goSignIn, restartAt } from '@/lib/navigation'
import { type PageState, ready } from '@/lib/page-state'
import { pagePath } from '@/lib/pages'
import { usePreferences } from '@/lib/preferences'
import { may, useMe } from '@/lib/session'
import { setTitle } from '@/lib/platform/title'
import { Overlays } from './overlays'
import { PageHead } from './page-head'
import styles from './page.module.scss'
import { classes } from './primitives/classes'
import { Stateful } from './stateful'
import { TabBar } from './tab-bar'

export interface PageProps {
  id?: string
  title: string
  state?: PageState
  /** Who may open it: anybody, or (by default) only who is signed in. */
  open?: 'anybody' | 'signedIn'
  /** Without it the page says so instead of showing anything. */
  permission?: Permission
  /** Beside the title: a tag, a button. */
  extra?: ReactNode
  /** Above the content in every state: tabs, filters, the status line. */
  top?: ReactNode
  /** Buttons that stay at the lower edge. */
  footer?: ReactNode
  emptyAction?: ReactNode
  /** Beside the content on wide screens, above it on narrow ones. */
  side?: ReactNode
  /** Office pages take the whole width. */
  wide?: boolean
  /** The content shows its own name. */
  headless?: boolean
  /** root: the way ends here, nothing to go back to. tab: also shows the worker's tab bar. */
  place?: 'inner' | 'root' | 'tab'
  children?: ReactNode
}

/** Sends away who is not signed in, or has yet to choose a password. */
function useGate(isOpen: boolean) {
  const me = useMe()
  const mustLeave = !isOpen && me === null
  const mustChange = !isOpen && me?.mustChangePassword === true
  useEffect(() => {
    if (mustLeave) {
      const page = Taro.getCurrentInstance().router
      goSignIn(page?.path?.split('?')[0])
    } else if (mustChange) restartAt(pagePath.newPassword)
  }, [mustLeave, mustChange])
  return { me, isShown: !mustLeave && !mustChange }
}

/** The frame of every screen: its name, its state, its way back, the large-type mode. */
export function Page(props: PageProps) {
  const { title, state = ready, open = 'signedIn', permission, wide, place = 'inner' } = props
  const elder = usePreferences((preferences) => preferences.elder)
  const { me, isShown } = useGate(open === 'anybody')
  useDidShow(() => setTitle(title))
  useEffect(() => setTitle(title), [title])

  const isRefused = permission !== undefined && permission !== 'public' && !may(me, permission)
  // who came by a link and is nobody here has nowhere to go back to
  const hasBack = place === 'inner' && (me !== null || Taro.getCurrentPages().length > 1)
  const shown: PageState = isRefused ? { kind: 'noPermission' } : state
  return (
    <View
      id={props.id}
      className={classes(styles.page, elder && styles.elder, wide && styles.wide)}
    >
      {props.side ? <View className={styles.side}>{props.side}</View> : null}
      <View className={styles.main}>
        {props.headless ? null : (
          <PageHead title={title} extra={props.extra} hasBack={hasBack} wide={wide} />
        )}
        <View className={styles.content}>
          {isShown ? (
            <>
              {isRefused ? null : props.top}
              <Stateful state={shown} emptyAction={props.emptyAction}>
                {props.children}
              </Stateful>
            </>
          ) : null}
        </View>
        <View className={styles.bottom}>
          {props.footer && shown.kind === 'ready' && isShown ? (
            <View className={styles.foot}>
              <View className={styles.footInside}>{props.footer}</View>
            </View>
          ) : null}
          {place === 'tab' ? <TabBar /> : null}
        </View>
      </View>
      <Overlays />
    </View>
  )
}
