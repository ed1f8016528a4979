export const auditCopy = {
  title: '操作记录',
  about: '谁在什么时候做了什么。只能看，不能改。',
  empty: '还没有记录',
  caption: '操作记录，新的在前',
  columns: { time: '时间', who: '谁', event: '做了什么', area: '哪里' },
  system: '系统',
  page: (number: number) => `第 ${number} 页`,
  area: '区域',
}
