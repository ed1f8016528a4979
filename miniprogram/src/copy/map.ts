interface Counts {
  matters: readonly unknown[]
  hotSpots: readonly unknown[]
  silentGrids: readonly unknown[]
  /** All that is open and has a place, shown one by one or not. */
  openCount: number
}

export const mapCopy = {
  title: '地图',
  mineTitle: '我的网格地图',
  place: '看哪里',
  layers: {
    matters: (count: number) => `没办结 ${count}`,
    hotSpots: (count: number) => `多发地点 ${count}`,
    silentGrids: (count: number) => `没有动静 ${count}`,
  },
  overdue: '已超期',
  summary: (place: string, { openCount, hotSpots, silentGrids }: Counts) =>
    `${place}的地图：${openCount} 件没办结的事项，${hotSpots.length} 个多发地点，${silentGrids.length} 个没有动静的网格，下面有清单`,
  spotLabel: ({ matterCount, classLabel }: { matterCount: number; classLabel: string }) =>
    `${matterCount} 件，多是${classLabel}`,
  legend:
    '圆点是没办结的事项：“急”是紧急或突发，方块“超”是已超期。虚线圈是多发地点，黄底是没有动静的网格。',
  matters: '没办结的事项',
  noMatters: '这里没有带位置的未办结事项',
  more: (shown: number, all: number) =>
    `共 ${all} 件，这里列最急的 ${shown} 件，全部的请看事项清单`,
  squareLabel: ({ matterCount, overdueCount }: { matterCount: number; overdueCount: number }) =>
    `这一片 ${matterCount} 件${overdueCount > 0 ? `，${overdueCount} 件超期` : ''}，点开看`,
  squaresLegend: '事项太多，先按片显示件数，点一片看里面的事项。',
  wholeArea: '回到整个地方',
  openMatters: '打开这里的事项清单',
  withoutPlace: '没有位置的事项不在图上，请看事项清单',
  hotSpots: (days: number) => `多发地点（近 ${days} 天）`,
  noHotSpots: '没有事项集中的地点',
  silentGrids: (days: number) => `${days} 天没有动静的网格`,
  silentNote: '有住户，但没有上报、没有事项、也没有签到',
  noSilentGrids: '每个网格都有动静',
  lastSign: (day: string) => `最近一次 ${day}`,
  never: '还没有过记录',
  persons: (count: number) => `${count} 人`,
  noGrid: '您今天没有在岗的网格',
  tooMany: '这里的网格太多，请先选一个乡镇',
}
