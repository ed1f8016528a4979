import { addDays } from '../../cloud/platform/clock'
import type { Random } from './random'

export interface Person {
  name: string
  gender: 'male' | 'female'
  idNumber: string
  birthDate: string
  phone: string
  /** Of workers, who are paid to it. */
  bankCard: string | undefined
}

export interface PersonOptions {
  /** Full years on the reference day. */
  age: number
  isPaid: boolean
}

const commonSurnames = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林郑冯贺曹房许']
const otherSurnames = [
  ...'罗梁宋谢韩唐于董程袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔赖龚文',
]
const maleGiven = [...'建国军勇斌鹏辉平明亮志远海波林峰俊宏新春生福喜来旺成根柱栓文保小双虎龙']
const femaleGiven = [
  ...'秀兰英芳玲梅香霞燕红艳丽娟敏静洁莉萍云凤珍翠巧爱莲桂荣玉琴彩花改变书爽雪瑞',
]

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** 17 digits and the check character of GB 11643. */
function withCheckCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return `${digits}${'10X98765432'[sum % 11]}`
}

/** A last digit that makes the card number pass Luhn's test. */
function withLuhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** Any day on which somebody of this age on the reference day may have been born. */
function birthDateOf(age: number, referenceDay: string, random: Random): string {
  const year = Number(referenceDay.slice(0, 4)) - age
  return addDays(`${year}${referenceDay.slice(4)}`, -random.between(0, 364))
}

function nameOf(gender: Person['gender'], random: Random): string {
  const given = gender === 'male' ? maleGiven : femaleGiven
  const surname = random.pick(random.chance(0.7) ? commonSurnames : otherSurnames)
  const first = random.pick(given)
  if (random.chance(0.15)) return `${surname}${first}`
  return `${surname}${first}${random.pick(given.filter((character) => character !== first))}`
}

/**
 * Makes people who do not exist. Each has a serial of its own in the ID number, the phone and the
 * card, so that no two are alike; phones are of the block 199 0000, cards of an issuer 621000 that
 * there is not.
 */
export function createPeopleMaker(random: Random, referenceDay: string) {
  let serial = 0
  const names = new Set<string>()
  const newName = (gender: Person['gender']): string => {
    let name = nameOf(gender, random)
    while (names.has(name)) name = nameOf(gender, random)
    names.add(name)
    return name
  }
  return function person({ age, isPaid }: PersonOptions): Person {
    serial += 1
    const gender = random.chance(0.55) ? 'male' : 'female'
    const birthDate = birthDateOf(age, referenceDay, random)
    // the last of the three order digits is odd for men
    const order = String((serial * 2 + (gender === 'male' ? 1 : 0)) % 1000).padStart(3, '0')
    return {
      name: newName(gender),
      gender,
      idNumber: withCheckCharacter(`141030${birthDate.replaceAll('-', '')}${order}`),
      birthDate,
      phone: `1990000${String(serial).padStart(4, '0')}`,
      bankCard: isPaid ? withLuhnDigit(`621000${String(serial).padStart(12, '0')}`) : undefined,
    }
  }
}
