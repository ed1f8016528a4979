import type { Figure, Unit } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter } from '../figures'
import { yuanText } from '../money'

/** Small parameters and figures for the tests of the blocks. */
export const naming: Naming = {
  code: 'test',
  label: '测试',
  articles: [{ id: 'T-1', title: '第一条', gist: '测试' }],
}

export function money(name: string, fen: number): NumberParameter {
  return {
    name,
    label: name,
    value: fen,
    unit: 'fen',
    text: yuanText(fen),
    validFrom: '2022-05-06',
    article: 'T-1',
  }
}

export function number(
  name: string,
  value: number,
  unit: Unit = 'count',
  text = `${value} 条`,
): NumberParameter {
  return { name, label: name, value, unit, text, validFrom: '2022-05-06', article: 'T-1' }
}

export function figureOf(value: number, unit: Unit = 'count', code = 'test'): Figure {
  return makeFigure({ ...naming, code }, { value, unit, sentence: String(value), block: 'test' })
}
