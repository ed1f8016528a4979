export { createWechat, type WechatSettings } from './create-wechat'
export { WechatClient, type WechatClientOptions } from './wechat-client'
export {
  isScene,
  type UnlimitedQrCode,
  type WechatErrorCode,
  type WechatPort,
  type WechatSession,
  wechatErrors,
} from './wechat-port'
export {
  startWechatStandIn,
  type WechatStandIn,
  type WechatStandInOptions,
} from './wechat-stand-in'
