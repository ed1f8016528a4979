import type { Random } from './random'

export interface Person {
  name: string
  gender: 'male' | 'female'
  idNumber: string
  birthDate: string
  phone: string
  bankCard: string
}

const surnames = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林郑罗梁宋谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文']
const maleGiven = [...'建国强伟军勇涛斌鹏辉刚平明亮志远海波林峰俊杰宏永新春生福贵全喜来旺成根柱栓']
const femaleGiven = [...'秀兰英芳玲梅香霞燕红艳丽娟敏静洁莉萍云凤珍翠巧爱莲桂荣玉琴彩花改变书']

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

const two = (value: number) => String(value).padStart(2, '0')

/**
 * Makes people who do not exist. Each has a serial of its own in the ID number, the phone and the
 * card, so that no two are alike; phones are of the block 199 0000.
 */
export function createPeopleMaker(random: Random, referenceDay: string) {
  let serial = 0
  return function person(options: { age?: number } = {}): Person {
    serial += 1
    const gender = random.chance(0.55) ? 'male' : 'female'
    const given = gender === 'male' ? maleGiven : femaleGiven
    const name = `${random.pick(surnames)}${random.pick(given)}${random.chance(0.75) ? random.pick(given) : ''}`
    const age = options.age ?? random.between(24, 58)
    // born after the reference day of the year, so that the age is this on the reference day's eve
    const year = Number(referenceDay.slice(0, 4)) - age
    const birthDate = `${year}-${two(random.between(1, 6))}-${two(random.between(1, 28))}`
    const order = serial * 2 + (gender === 'male' ? 1 : 0)
    const idNumber = withCheckCharacter(`141030${birthDate.replaceAll('-', '')}${String(order % 1000).padStart(3, '0')}`)
    return {
      name,
      gender,
      idNumber,
      birthDate,
      phone: `1990000${String(serial).padStart(4, '0')}`,
      bankCard: withLuhnDigit(`621000${String(serial).padStart(12, '0')}`),
    }
  }
}
