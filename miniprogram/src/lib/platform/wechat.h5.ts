export function wechatCode(): Promise<string | null> {
  return Promise.resolve(null)
}

export const hasWechat = false

/** A name the person recognises in the list of his devices. */
export function deviceName(): string {
  const agent = navigator.userAgent
  const system =
    /Android|iPhone|iPad|Windows|Macintosh|Linux/.exec(agent)?.[0]?.replace('Macintosh', 'Mac') ??
    '设备'
  const browser = /MicroMessenger|Edg|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? '浏览器'
  return `${system} ${browser.replace('MicroMessenger', '微信').replace('Edg', 'Edge')}`
}
