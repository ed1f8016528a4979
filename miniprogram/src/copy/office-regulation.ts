export const regulationCopy = {
  title: '考核办法',
  tabs: { articles: '条文要点', parameters: '标准和数字', notComputed: '系统不算的' },
  day: '看哪一天的办法',
  gistNote: '这里写的是要点，原文以县里印发的文件为准。',
  parameterColumns: { label: '标准', value: '数值', since: '从哪天起', article: '依据' },
  parametersCaption: '办法里的标准和数字',
  reading: (text: string) => `理解：${text}`,
  notComputedNote: '这些条文由人来办，系统不计算。',
  none: '没有',
  search: '搜一个词，如 签到',
}
