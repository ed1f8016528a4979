export const myBadgeCopy = {
  title: '我的工作牌',
  head: '网格员工作牌',
  offlineNote: '入户时请对方扫一扫，当场能核实您是不是在岗网格员',
  number: (serial: string) => `编号 ${serial}`,
  qr: '核实身份的二维码',
  none: '还没有领工作牌',
  noneHint: '领了以后，手机上就能出示；乡镇再印纸的，也是同一个码',
  issue: '领取电子工作牌',
  noPhoto: '还没有照片。请到乡镇平安办拍一张，印在牌上',
  check: '看别人扫到的样子',
}

export const workLinksCopy = {
  badge: '我的工作牌',
  badgeNote: '出示二维码，谁都可以核实',
  register: '联系卡和公示',
  registerNote: '登记发到哪一户、公示贴在哪里',
  opinions: '居民对我的评价',
  opinionsNote: '认定以后的表扬和投诉',
}

export const registerCopy = {
  title: '联系卡和公示',
  grid: '网格',
  tabs: { cards: '联系卡发放', notices: '公示张贴' },
  noGrid: '您现在没有在岗的网格',
  place: '贴在哪里',
  placePlaceholder: '例如：村委会公示栏',
  day: '哪天贴的',
  photos: '贴好的照片',
  photosHint: '拍到整张公示和周围，最多 3 张',
  send: '登记张贴',
  done: '登记好了',
  none: '还没有登记过张贴',
  posted: (day: string, by: string) => `${day} ${by}`,
  withPosition: '有位置',
}
