/** Fields of what is kept in the outbox, as their forms call them. */
const wordsOf: Readonly<Record<string, string>> = {
  text: '什么情况',
  disposal: '已经怎么处理',
  itemCode: '类别',
  disputeKind: '哪种纠纷',
  classCode: '类别',
  level: '紧急程度',
  placeText: '地点',
  photoIds: '照片',
  position: '位置',
  remark: '说明',
  reason: '理由',
  gridCode: '网格',
  from: '开始日期',
  to: '结束日期',
  substituteId: '谁替班',
}

/** A fault of a field, told with the name that the person knows it by: '…：text 太长' is no answer. */
export function inFormWords(message: string): string {
  return message.replace(/：([a-zA-Z]+)(?:\.[\w.]*)? /, (whole, field: string) => {
    const words = wordsOf[field]
    return words === undefined ? whole : `：“${words}”`
  })
}
