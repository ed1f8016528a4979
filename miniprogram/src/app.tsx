import './lib/platform/short-link'
import { QueryClientProvider } from '@tanstack/react-query'
import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { start } from './lib/platform/start'
import { queryClient } from './lib/query'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => start())
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}
