export interface EmergencyNumber {
  label: string
  phone: string
}

const police: EmergencyNumber = { label: '报警', phone: '110' }
const fire: EmergencyNumber = { label: '火警', phone: '119' }
const ambulance: EmergencyNumber = { label: '急救', phone: '120' }
export const emergencyNumbers: readonly EmergencyNumber[] = [police, fire, ambulance]

/** Words by which somebody tells of what cannot wait for an office. */
const words: readonly [EmergencyNumber, RegExp][] = [
  [
    fire,
    /着火|失火|起火|火灾|冒烟|浓烟|爆炸|煤气泄漏|燃气泄漏|漏气|煤气味|燃气味|天然气味|被困|困在|塌了|坍塌|垮塌/,
  ],
  [
    ambulance,
    /受伤|流血|昏倒|晕倒|昏迷|没气了|没有呼吸|触电|中毒|溺水|落水|掉(?:进|到)(?:井|水|河|坑)|车祸|撞人|撞伤|心脏病|中风|要生了|骨折/,
  ],
  [
    police,
    /打人|打架|打起来|动刀|持刀|砍人|杀人|抢劫|抢钱|入室|小偷|偷东西|绑架|跟踪|家暴|强奸|威胁|失踪|走丢|拐|想不开|自杀|跳楼|轻生|砸车|炸弹|枪/,
  ],
]

/** Whom to call at once, by what is written. It only ever adds a hint: nothing is judged by it. */
export function emergencyNumbersFor(text: string): EmergencyNumber[] {
  return words.filter(([, pattern]) => pattern.test(text)).map(([number]) => number)
}
