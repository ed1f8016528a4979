import type { MatterClassCode } from '@contract/matter-taxonomy'

/** The classes a resident is shown, in his own words. */
export const residentClasses: readonly { code: MatterClassCode; words: string; like: RegExp }[] = [
  {
    code: 'facility',
    words: '路灯、道路、水电、网络',
    like: /路灯|灯不亮|路面|坑|井盖|停水|停电|水管|漏水|电线|网络|护栏|桥|健身器材/,
  },
  { code: 'sanitation', words: '垃圾、脏乱、厕所', like: /垃圾|脏|臭|污水|粪|厕所|清扫|杂草/ },
  { code: 'order', words: '占道、乱停、乱搭', like: /占道|乱停|停车|摆摊|违建|乱搭|堵路|僵尸车/ },
  {
    code: 'hazard',
    words: '着火、用电、交通隐患',
    like: /着火|火灾|冒烟|煤气|燃气|触电|充电|消防|车祸|超速|刹车|塌|裂缝/,
  },
  {
    code: 'environment',
    words: '噪声、油烟、污染',
    like: /噪声|噪音|吵得|油烟|污染|焚烧|烧秸秆|广场舞|施工/,
  },
  {
    code: 'dispute',
    words: '邻里、家庭纠纷',
    like: /吵架|纠纷|邻居|打架|欠钱|工资|拖欠|婚|地界|宅基地/,
  },
  { code: 'security', words: '偷盗、诈骗、打斗', like: /偷|诈骗|骗|赌|打人|陌生人|可疑|传销/ },
  { code: 'goods', words: '假货、食品药品', like: /假货|过期|食品|变质|药|假冒|保健品/ },
  { code: 'illegalBusiness', words: '无证经营', like: /无证|黑作坊|非法经营|黑车/ },
  { code: 'otherHazard', words: '别的危险', like: /危险|隐患|狗|马蜂|落石|滑坡|溺水/ },
  {
    code: 'service',
    words: '办事、求助',
    like: /社保|医保|低保|养老|残疾|证明|怎么办|帮忙|补贴|老人/,
  },
  { code: 'other', words: '其他', like: /$^/ },
]

/** What it is most likely about, by its words; he may choose another. */
export function classOfText(text: string): MatterClassCode {
  return residentClasses.find(({ like }) => like.test(text))?.code ?? 'other'
}
