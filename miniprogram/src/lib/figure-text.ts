import type { Figure, Unit } from '@contract/trace'
import { yuan } from './format'

const unitText: Record<Exclude<Unit, 'fen'>, string> = {
  count: '',
  days: ' 天',
  percent: '%',
  hours: ' 小时',
  none: '',
}

/** A figure's value as a person reads it: '142.50 元', '19', '12 天'. */
export function figureValueText({ value, unit }: Pick<Figure, 'value' | 'unit'>): string {
  return unit === 'fen' ? `${yuan(value)} 元` : `${value}${unitText[unit]}`
}

/** '2022-08-01' → '2022年8月1日起'. */
export function sinceDayText(day: string): string {
  const [year, month, date] = day.split('-')
  return month && date ? `${year}年${Number(month)}月${Number(date)}日起` : ''
}

/** The titles of every article that a tree names, by its id, so that no code need be shown. */
export function articleTitles(
  figure: Figure,
  titles = new Map<string, string>(),
): Map<string, string> {
  for (const article of figure.articles) titles.set(article.id, article.title)
  for (const input of figure.inputs) articleTitles(input, titles)
  return titles
}

/** Whether there is anything behind a figure beyond its sentence. */
export function hasGrounds({ articles, parameters, facts, inputs }: Figure): boolean {
  return articles.length + parameters.length + facts.length + inputs.length > 0
}
