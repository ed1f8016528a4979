export const inboxCopy = {
  title: '消息',
  tabs: { unread: '未读', all: '全部' },
  noneUnread: '没有未读的消息',
  noneUnreadHint: '有事要您办、您反映的事有了进展，都会告诉您',
  none: '还没有消息',
  unread: '未读',
  overdue: '超时未读',
  urgent: '紧急',
  read: (at: string) => `${at} 已读`,
  markAll: '全部标为已读',
  earlier: '再看更早的',
  listed: (count: number) => `只列出最新的 ${count} 条`,
  card: '消息',
  cardNote: (unread: number, overdue: number) =>
    overdue > 0
      ? `${unread} 条未读，${overdue} 条超时`
      : unread > 0
        ? `${unread} 条未读`
        : '没有未读',
  waiting: (unread: number, overdue: number) =>
    overdue > 0
      ? `您有 ${unread} 条消息没看，其中 ${overdue} 条已经超时`
      : `您有 ${unread} 条消息没看`,
  look: '去看看',
}

export const messageSettingsCopy = {
  title: '怎样提醒我',
  sms: '用短信提醒我',
  smsNote: (phone: string) => `发到 ${phone}，晚上十点到早上七点只发紧急的`,
  smsOn: '已开通短信提醒',
  smsOff: '已关闭短信提醒',
  wechat: '用微信提醒我',
  wechatAsk: '允许微信提醒',
  wechatAgain: '再多允许几条',
  wechatHeld: (held: string) => `还可以收：${held}`,
  wechatNone: '微信规定：点一次“允许”只能收一条，用完要再点',
  wechatUnbound: '绑定微信登录后才能收微信提醒',
  kept: '已记下，有消息会在微信里提醒您',
  refused: '没有允许，消息仍会留在这里',
}

export const deliveriesCopy = {
  title: '近七天的短信和微信',
  about: '收不到的，请电话通知本人；发没发出不清楚的，系统不会重发，以免重复打扰',
  none: '没有发送不成功的',
  unit: '条',
  columns: { time: '时间', what: '消息', whom: '发给', state: '结果' },
  caption: '没有发出或不清楚有没有发出的消息',
  attempts: (count: number) => `试了 ${count} 次`,
  again: (at: string) => `${at} 再试`,
}
