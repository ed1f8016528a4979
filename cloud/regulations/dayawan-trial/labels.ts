export type Post = 'gridHead' | 'instructor' | 'fullTime' | 'professional' | 'partTime'

/** Chinese names of the five posts of a grid. */
export const postLabels: ReadonlyMap<Post, string> = new Map([
  ['gridHead', '网格长'],
  ['instructor', '网格指导员'],
  ['fullTime', '专职网格员'],
  ['professional', '专业网格员'],
  ['partTime', '兼职网格员'],
])
