import type { ReactNode } from 'react'
import { goBack } from '@/lib/navigation'
import { Icon } from './icon'
import styles from './page-head.module.scss'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'

export interface PageHeadProps {
  title: string
  extra?: ReactNode
  hasBack: boolean
  wide?: boolean
}

/** Title and way back, which a browser does not show. */
export function PageHead({ title, extra, hasBack, wide }: PageHeadProps) {
  return (
    <header className={classes(styles.head, wide && styles.wide)}>
      {hasBack ? (
        <Press id="back" className={styles.back} label="返回" onPress={goBack}>
          <Icon name="left" />
        </Press>
      ) : null}
      <h1 className={styles.title}>{title}</h1>
      {extra ? <div className={styles.extra}>{extra}</div> : null}
    </header>
  )
}
