/** What the product's features are called to people, by the names of their folders. */
export const featureLabels: Readonly<Record<string, string>> = {
  accounts: '人员和账号',
  areas: '地区和网格',
  assessment: '考核事实、重大信息和省平台统计',
  audit: '操作记录',
  'check-ins': '签到和补签',
  codes: '二维码、名片和工作牌',
  discipline: '处分和调整名单',
  'loop-figures': '事项统计',
  maps: '地图',
  matters: '事项闭环',
  notices: '消息通知',
  open311: '开放接口',
  units: '单位和派单',
  webhooks: '对外通知',
  'official-texts': '办法原文',
  pay: '月结、绩效单和异议',
  payroll: '补助表和发放',
  regulations: '考核办法和参数',
  reports: '上报和研判',
  residents: '居民反映和评议',
  scoreboards: '记分板',
  staff: '在岗名册',
  system: '系统状态',
}

export function featureLabel(feature: string): string {
  return featureLabels[feature] ?? feature
}
