import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import styles from './page-head.module.scss'

export interface PageHeadProps {
  title: string
  extra?: ReactNode
  hasBack: boolean
  wide?: boolean
}

/** WeChat shows title and way back itself; only what stands beside the title is left to show. */
export function PageHead({ extra }: PageHeadProps) {
  return extra ? <View className={styles.extraLine}>{extra}</View> : null
}
