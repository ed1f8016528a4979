export { AliyunSms, type AliyunSmsOptions } from './aliyun-sms'
export { createSms, type SmsSettings } from './create-sms'
export { isMobile, type Sms, type SmsErrorCode, type SmsPort, smsErrors } from './sms-port'
export { SmsStandIn } from './sms-stand-in'
