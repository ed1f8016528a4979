export const myOpinionsCopy = {
  title: '居民对我的评价',
  empty: '还没有认定的表扬或投诉',
  emptyHint: '居民的表扬和投诉，经村（社区）了解、乡镇认定以后，才显示在这里',
  secret: '这里只有认定以后的内容和理由，不显示是谁说的。请不要打听，也不要追问。',
  decided: (day: string, words: string) => `${day} 乡镇认定：${words}`,
  reason: (text: string) => `理由：${text}`,
}
