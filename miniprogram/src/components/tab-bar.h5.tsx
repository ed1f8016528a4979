import Taro from '@tarojs/taro'
import { openPage } from '@/lib/navigation'
import { type PageName, pagePath, tabs } from '@/lib/pages'
import { Icon, type IconName } from './icon'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'
import styles from './tab-bar.module.scss'

const iconOf: Partial<Record<PageName, IconName>> = {
  today: 'today',
  report: 'report',
  myPay: 'pay',
  me: 'person',
}

/** The worker's four places, always at hand. */
export function TabBar() {
  const here = Taro.getCurrentInstance().router?.path?.split('?')[0]
  return (
    <nav className={styles.bar}>
      <div className={styles.inside}>
        {tabs.map(({ page, label }) => {
          const on = here === pagePath[page]
          return (
            <Press
              key={page}
              id={`tab-${page}`}
              role="tab"
              selected={on}
              className={classes(styles.tab, on && styles.on)}
              onPress={() => {
                if (!on) openPage(page)
              }}
            >
              <Icon name={iconOf[page] ?? 'info'} className={styles.icon} />
              <span>{label}</span>
            </Press>
          )
        })}
      </div>
    </nav>
  )
}
