export const figureCopy = {
  facts: '用到的记录',
  parameters: '用到的标准',
  articles: '依据',
  inputs: '由这些算出',
  show: '看依据',
  hide: '收起',
  setByCounty: '县定，',
  switched: '试算时改过，不是办法里的数',
  readings: '条文没有写明的，这样理解',
}
