import type { DisputeKind } from '../../cloud/contract/report-taxonomy'
import type { Random } from './random'

export interface DemoReportText {
  itemCode: string
  disputeKind: DisputeKind | null
  text: string
  disposal: string | null
}

const places = [
  '村口',
  '文化广场旁',
  '小学门口',
  '卫生室对面',
  '主路拐弯处',
  '三号楼下',
  '老井边',
  '集市东头',
  '养殖场附近',
  '沟口桥边',
  '居民楼二单元',
  '加工点后院',
]
const times = ['早上巡查时', '上午走访时', '中午', '下午', '傍晚', '入户时']

interface Template {
  itemCode: string
  disputeKind?: DisputeKind
  weight: number
  texts: string[]
  disposals: string[]
}

/** Weighted like the counts of working systems: hazards and disputes make up most of it. */
const templates: Template[] = [
  {
    itemCode: '4-1',
    weight: 30,
    texts: [
      '{time}发现{place}堆放柴草较多，紧挨电线，有火灾隐患。',
      '{place}一户煤炉烟道漏烟，没有装报警器，担心中毒。',
      '{time}看到{place}电动车飞线充电，插座发烫。',
      '{place}施工路段没有围挡和警示牌，晚上容易出事故。',
      '{place}边坡有碎石往下掉，路上有人车经过。',
    ],
    disposals: [
      '已当场劝说清理，户主答应今天搬走',
      '已通知村委会，安排人处理',
      '已拉警示线，转报应急站',
    ],
  },
  {
    itemCode: '4-3',
    weight: 26,
    texts: [
      '{place}路灯有三盏不亮，老人晚上出行不方便。',
      '{time}发现{place}井盖松动，一踩就翘。',
      '{place}自来水管渗水，路面结冰打滑。',
      '{place}通信线垂得很低，大车经过会挂到。',
      '{place}下水道堵了，污水漫到路上。',
    ],
    disposals: ['已报供水站，答应明天来修', '已放锥桶提醒，转报乡镇', '已联系电工，下午更换'],
  },
  {
    itemCode: '4-2',
    weight: 10,
    texts: [
      '{place}有人焚烧秸秆，烟很大。',
      '{time}发现{place}倾倒建筑垃圾。',
      '{place}养殖污水流进水渠，味道大。',
    ],
    disposals: ['已劝止并扑灭', '已拍照转报环保站'],
  },
  {
    itemCode: '4-5',
    weight: 4,
    texts: ['{place}小卖部有过期食品还在货架上。', '{place}有人流动兜售来路不明的保健品给老人。'],
    disposals: ['已让店主下架，转报市场所', '已劝离并提醒老人'],
  },
  {
    itemCode: '4-6',
    weight: 8,
    texts: ['{place}水塘没有护栏，孩子常去玩。', '{time}发现{place}一处老房墙体开裂，还有人住。'],
    disposals: ['已挂警示牌，告知家长', '已动员住户先搬出，转报住建站'],
  },
  {
    itemCode: '5-1',
    disputeKind: 'neighbours',
    weight: 16,
    texts: [
      '两户因为{place}的通道堆东西吵起来，互不相让。',
      '{place}两家为排水沟走向争执。',
      '楼上漏水，{place}两家为修理费说不拢。',
    ],
    disposals: ['已上门调解，双方同意各退一步', '已约明天到村委会一起谈'],
  },
  {
    itemCode: '5-1',
    disputeKind: 'family',
    weight: 8,
    texts: ['一户夫妻为孩子上学和开支吵架，声音很大。', '老人说子女轮流赡养谈不拢，情绪低落。'],
    disposals: ['已分别劝说，暂时平静，过两天再去看', '已请村里长辈一起做工作'],
  },
  {
    itemCode: '5-1',
    disputeKind: 'landTransfer',
    weight: 6,
    texts: ['{place}的地流转到期，租金还没有结清，农户着急。', '两户对{place}地界有不同说法。'],
    disposals: ['已联系承租方，答应月底前结清', '已转村调解委员会'],
  },
  {
    itemCode: '5-1',
    disputeKind: 'labour',
    weight: 5,
    texts: ['{place}工地几个人说工钱拖了两个月没给。'],
    disposals: ['已转报劳动监察，陪同登记'],
  },
  {
    itemCode: '3-2',
    weight: 3,
    texts: [
      '{place}有人晚上聚在一起打麻将，听说来钱不小。',
      '{place}一辆电动车被偷，监控拍到背影。',
    ],
    disposals: ['已转报派出所'],
  },
  {
    itemCode: '3-4',
    weight: 4,
    texts: ['有老人接到冒充社保局的电话，差点转账。', '{place}贴了很多贷款小广告。'],
    disposals: ['已当面讲清是诈骗，转报派出所', '已清除并登记电话'],
  },
  {
    itemCode: '1-3',
    weight: 2,
    texts: ['一名需要照看的精神障碍患者最近没有按时吃药，家属担心。'],
    disposals: ['已联系卫生院上门'],
  },
]

const total = templates.reduce((sum, template) => sum + template.weight, 0)

export function createReportText(random: Random): DemoReportText {
  let at = random.next() * total
  const template = templates.find((one) => (at -= one.weight) < 0) ?? (templates[0] as Template)
  const text = random
    .pick(template.texts)
    .replace('{place}', random.pick(places))
    .replace('{time}', random.pick(times))
  return {
    itemCode: template.itemCode,
    disputeKind: template.disputeKind ?? null,
    text,
    disposal: random.chance(0.9) ? random.pick(template.disposals) : null,
  }
}
