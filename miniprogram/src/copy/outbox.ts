import type { ItemKind } from '@/lib/outbox/types'

export const outboxCopy = {
  title: '待发送',
  empty: '没有等待发送的内容',
  emptyHint: '您保存的内容都已送达',
  intro: '这些内容已经保存在手机里。有网络时会自动发送，关掉程序也不会丢。',
  now: '现在就发送',
  kept: '已保存，正在发送',
  keptOffline: '已保存在手机里，有网络时自动发送',
  kind: {
    checkIn: '签到',
    correction: '补签申请',
    report: '上报',
    matterRaise: '登记事项',
    matterMove: '办理事项',
    leave: '请假',
    studied: '学完',
    equipmentReceived: '收到装备',
    photo: '照片',
    residentRaise: '居民反映',
    residentPhoto: '居民反映的照片',
  } satisfies Record<ItemKind, string>,
  state: { waiting: '等待发送', sending: '正在发送', refused: '没有被接受', sent: '已送达' },
  onPhone: '已记在手机里，有网络时自动发送。',
  toOutbox: '去“待发送”处理',
  reason: (message: string) => `原因：${message}`,
  tried: (count: number, when: string) => `已试 ${count} 次，下次在 ${when}`,
  mend: '修改后再发',
  askForDay: '去申请补签',
  replacePhoto: '换一张照片',
  again: '再发一次',
  discard: '删除',
  discardAsk: '要删除这一条吗？',
  discardText: '删除后就找不回来了，也不会再发送。',
  unsure: '上一次发送没有等到回应，系统里可能已经有了。再发一次不会重复计算。',
  broken: (count: number) =>
    `有 ${count} 条记录读不出来，已另外保存，没有删除。请把手机交给乡镇平安办查看。`,
  others: (count: number) => `这部手机里还有别人的 ${count} 条，等他登录后会自动发送。`,
  signIn: '请重新登录，登录后会自动发送。',
}

/** A form in which something that was refused is mended. */
export const mendCopy = {
  refusedFor: (message: string) => `这一条没有被接受，原因：${message.replace(/。$/, '')}。`,
  refusedBefore: '这是没有被接受的一条。',
  hint: '改好以后提交，会代替原来的一条。',
  hintTime: '改好以后提交，会代替原来的一条；登记时间仍按原来的算。',
  photoTooLarge: '这张照片超过 10 MB，请压缩后再选',
  underway: '原来的一条正在重新发送。请先到“待发送”看结果',
  goneAsk: '原来的一条已经不在“待发送”里',
  goneText: '它可能已经送达，也可能已被删除。请先看一看是不是已经有了，不要重复。',
  goneYes: '作为新的一条提交',
}
