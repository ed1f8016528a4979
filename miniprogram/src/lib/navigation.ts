import Taro from '@tarojs/taro'
import { type PageName, homeOf, isTabPath, pagePath } from './pages'
import { switchTab } from './platform/tabs'
import { queryText } from './query-text'
import { rolesOf, useSessionStore } from './session'

type Parameters = Record<string, string | number | undefined>

export function addressOfPage(path: string, parameters: Parameters = {}): string {
  return path + queryText(parameters)
}

/** A second tap while a page opens is refused by WeChat: nothing to tell anybody. */
function going(navigation: Promise<unknown>) {
  navigation.catch(() => undefined)
}

/** Goes to a page by its path; tab pages change the tab, others open on top. */
export function open(path: string, parameters?: Parameters) {
  going(
    isTabPath(path) ? switchTab(path) : Taro.navigateTo({ url: addressOfPage(path, parameters) }),
  )
}

export function openPage(name: PageName, parameters?: Parameters) {
  open(pagePath[name], parameters)
}

/** Leaves everything behind and starts at this page. */
export function restartAt(url: string) {
  const isTab = isTabPath(url.split('?')[0] ?? '')
  going(isTab ? switchTab(url) : Taro.reLaunch({ url }))
}

/** One page back; at the first page, home. */
export function goBack() {
  if (Taro.getCurrentPages().length > 1) going(Taro.navigateBack())
  else goHome()
}

/** To where this person starts; without a person, to sign in. */
export function goHome() {
  const { kept } = useSessionStore.getState()
  if (!kept) restartAt(pagePath.signIn)
  else if (kept.me.mustChangePassword) restartAt(pagePath.newPassword)
  else restartAt(pagePath[homeOf(rolesOf(kept.me))])
}

/** To sign in, and afterwards back to this page. */
export function goSignIn(returnTo?: string) {
  restartAt(addressOfPage(pagePath.signIn, { returnTo }))
}
