export { createWechat, type WechatSettings } from './create-wechat'
export { WechatClient, type WechatClientOptions } from './wechat-client'
export {
  isScene,
  type SubscribeMessage,
  type UnlimitedQrCode,
  type WechatErrorCode,
  type WechatPort,
  type WechatSession,
  wechatErrors,
} from './wechat-port'
export { fieldFault, fitField } from './message-fields'
export {
  startWechatStandIn,
  type WechatStandIn,
  type WechatStandInOptions,
} from './wechat-stand-in'
