import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { ApiError, messageOf } from '@/lib/api-error'
import type { PageState } from '@/lib/page-state'
import { Button } from './button'
import { Icon, type IconName } from './icon'
import { Notice } from './notice'
import styles from './stateful.module.scss'

interface MessageProps {
  icon: IconName
  title: string
  text?: string
  action?: ReactNode
}

function Message({ icon, title, text, action }: MessageProps) {
  return (
    <View className={styles.message}>
      <Icon name={icon} className={styles.icon} />
      <View className={styles.title}>{title}</View>
      {text ? <View className={styles.text}>{text}</View> : null}
      {action ? <View className={styles.action}>{action}</View> : null}
    </View>
  )
}

function Failed({ error, retry }: { error: Error; retry?: () => void }) {
  const again = retry ? (
    <Button kind="secondary" inline onPress={retry}>
      再试一次
    </Button>
  ) : null
  const kind = error instanceof ApiError ? error.kind : null
  if (kind === 'offline') {
    return (
      <Message
        icon="cloudOff"
        title="现在没有网络"
        text="连上网络后会自动刷新。已经保存的内容不会丢"
        action={again}
      />
    )
  }
  if (kind === 'forbidden') return <Message icon="lock" title="不能查看" text={messageOf(error)} />
  if (kind === 'notFound') return <Message icon="empty" title="没有找到" text={messageOf(error)} />
  return <Message icon="alert" title="没有打开成功" text={messageOf(error)} action={again} />
}

export interface StatefulProps {
  state: PageState
  /** Under an empty state: what can be done now. */
  emptyAction?: ReactNode
  children?: ReactNode
}

/** Shows its children when there is something to show, and otherwise says why not. */
export function Stateful({ state, emptyAction, children }: StatefulProps) {
  switch (state.kind) {
    case 'loading':
      return (
        <View className={styles.loading} id="loading">
          <View className={styles.bone} />
          <View className={styles.bone} />
          <View className={styles.bone} />
          <View className={styles.wait}>正在打开…</View>
        </View>
      )
    case 'empty':
      return <Message icon="empty" title={state.text} text={state.hint} action={emptyAction} />
    case 'failed':
      return <Failed error={state.error} retry={state.retry} />
    case 'notYet':
      return <Message icon="clock" title={state.title} text={state.text} />
    case 'noPermission':
      return (
        <Message icon="lock" title="您没有这项权限" text="需要的话，请联系给您开通账号的办公室" />
      )
    case 'ready':
      return (
        <>
          {state.stale ? <Notice tone="warn">{state.stale}</Notice> : null}
          {children}
        </>
      )
  }
}
