import type { PrintKind } from '@contract/codes'

type Sheet = Exclude<PrintKind, 'picture'>

export const cardsCopy = {
  title: '打印名片',
  about:
    '二维码谁都可以扫：手机浏览器直接打开，微信扫了打开小程序，不用登录。每个码有编号、有签名，丢了或被人冒贴，可以停用再印新的。',
  what: '印什么',
  kinds: [
    { value: 'cards', label: '民情联系卡', note: '每张 A4 纸 10 张，有编号，裁开发到每一户' },
    { value: 'posters', label: '楼道海报', note: '一张 A4 一个大码，贴在楼道口、村口' },
    { value: 'notices', label: '上岗公示', note: '网格图、责任人、职责，贴在公示栏' },
    { value: 'badges', label: '工作牌', note: '每张 A4 纸 9 张，网格员佩戴，扫码核实身份' },
  ] satisfies { value: Sheet; label: string; note: string }[],
  area: '哪里的',
  each: '每个网格印几张',
  eachOptions: [
    { value: '1', label: '1 张' },
    { value: '10', label: '10 张' },
    { value: 'households', label: '每户 1 张' },
  ] as const,
  prepare: '准备打印',
  prepared: (codes: number, cards: number) =>
    cards > 0 ? `备好了：${codes} 个网格，${cards} 张联系卡` : `备好了：${codes} 份`,
  openSheet: '打开 PDF 去打印',
  wait: '正在准备…',
  sheetName: (what: string) => `${what}.pdf`,
  tabs: { grids: '网格码', workers: '工作牌', revoked: '已停用' },
  chooseVillage: '选到村（社区），可以看每个网格码和工作牌，单独印、下载或停用',
  noGrids: '这个村还没有网格',
  noWorkers: '这里没有在岗的网格员',
  noRevoked: '没有停用过二维码',
  noCode: '还没有印过',
  printed: (serial: string, prints: number) => `编号 ${serial}，印过 ${prints} 次`,
  lastPrinted: (day: string, by: string) => `上次 ${day} ${by}`,
  handedOut: (handed: number, numbered: number, households: number) =>
    `联系卡：编号到 ${numbered}，登记发放 ${handed} 张，共 ${households} 户`,
  revokedNote: (day: string, by: string, reason: string) => `${day} ${by}：${reason}`,
  look: '看名片页',
  poster: '印楼道海报',
  notice: '印上岗公示',
  badge: '印工作牌',
  qr: '下载二维码图片',
  wechat: '下载微信小程序码',
  handOuts: '联系卡发放登记',
  revoke: '停用这个码',
  revokeTitle: (name: string) => `停用“${name}”的二维码`,
  revokeHint: '停用后马上不能用，扫码的人会看到已停用和去哪里找新的。再印一次就是新码',
  revokePhrases: ['贴的地方拆了', '被人冒贴、涂改', '工作牌丢了', '信息有变'],
  revokeYes: '停用',
  revoked: '已停用。再印一次就是新码',
  qrName: (name: string) => `二维码_${name}.png`,
  wechatName: (name: string) => `小程序码_${name}.png`,
  register: {
    title: (grid: string) => `${grid} 联系卡发放`,
    count: (handed: number, numbered: number, households: number) =>
      `共 ${households} 户，印了 ${numbered} 个编号，登记发放 ${handed} 张`,
    number: '卡上编号（后四位）',
    household: '发到哪一户',
    householdHint: '写门牌，不写姓名，例如：3 号楼 2 单元 501',
    day: '哪天发的',
    send: '登记',
    done: '登记好了',
    none: '还没有登记过。先印联系卡，再按卡上的编号登记',
    more: '再看后面的',
  },
}
