export { createWechat, type WechatSettings } from './create-wechat'
export { WechatClient, type WechatClientOptions } from './wechat-client'
export {
  type ContentVerdict,
  type ImageToCheck,
  isScene,
  longestCheckedText,
  type SubscribeMessage,
  type TextToCheck,
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
