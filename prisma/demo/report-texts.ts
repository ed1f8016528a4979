import type { DisputeKind } from '../../cloud/contract/report-taxonomy'
import type { Random } from './random'
import { type ReportTemplate, reportTemplates } from './report-templates'

export interface DemoReportText {
  itemCode: string
  disputeKind: DisputeKind | null
  text: string
  disposal: string | null
}

const words: Record<string, readonly string[]> = {
  place: [
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
    '果园路边',
    '大棚区西侧',
    '公交站牌后面',
    '河滩便道',
    '旧粮站院里',
    '坡上第二排',
    '村委会后面',
    '幼儿园围墙外',
    '饮水池旁',
    '打谷场边',
  ],
  time: ['早上巡查时', '上午走访时', '中午', '下午', '傍晚', '入户时', '路过时', '接到邻居电话后'],
  who: [
    '张某',
    '李某',
    '王某',
    '冯某',
    '贺某',
    '刘某',
    '房某',
    '曹某',
    '高某',
    '一户人家',
    '外来租户',
  ],
  hazardDetail: [
    '附近住着三户人家。',
    '老人孩子常从这里走。',
    '已经有两天了。',
    '邻居也提过一次。',
    '现场已拍照。',
    '暂时没有人受伤。',
    '离最近的住户约二十米。',
    '以前没有发现过。',
    '来往的人较多。',
    '',
    '',
    '',
  ],
  personDetail: [
    '已经有两天了。',
    '邻居也知道这件事。',
    '说的时候还算平静。',
    '已记下联系电话。',
    '以前没有发生过。',
    '是邻居告诉我的。',
    '',
    '',
    '',
  ],
}

function filled(text: string, random: Random): string {
  const told = text.replace(/\{(\w+)\}/g, (_all, key: string) => random.pick(words[key] ?? ['']))
  return told.replace('人家家', '人家')
}

const total = reportTemplates.reduce((sum, template) => sum + template.weight, 0)

function pickTemplate(random: Random): ReportTemplate {
  let left = random.next() * total
  for (const template of reportTemplates) {
    left -= template.weight
    if (left < 0) return template
  }
  return random.pick(reportTemplates)
}

export function createReportText(random: Random): DemoReportText {
  const { itemCode, disputeKind = null, cases } = pickTemplate(random)
  const [text, disposals] = random.pick(Object.entries(cases))
  const detail = itemCode.startsWith('4') ? '{hazardDetail}' : '{personDetail}'
  return {
    itemCode,
    disputeKind,
    text: filled(`${text}${detail}`, random),
    disposal: random.chance(0.9) ? random.pick(disposals) : null,
  }
}

const openings = ['我也看到了：', '补充一下，', '同一个情况，', '刚才路过，']

/** The same matter in another person's words. */
export function retold(text: string, random: Random): string {
  const body = text
    .replace('发现', '看到')
    .replace('，', random.chance(0.5) ? '，确实是这样，' : '，')
  return `${random.pick(openings)}${body}`
}
