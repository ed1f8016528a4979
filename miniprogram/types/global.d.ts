/// <reference types="@tarojs/taro" />

declare module '*.module.scss' {
  const classes: Record<string, string>
  export default classes
}
declare module '*.scss'
declare module '*.css'
declare module '*.png' {
  const url: string
  export default url
}

declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'weapp' | 'h5'
    MINGGE_KIT?: string
  }
}

/** Where the service answers: '' means the address this page came from. Set at build time. */
declare const API_ORIGIN: string
