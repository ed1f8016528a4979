export const cardsCopy = {
  title: '打印名片',
  about:
    '名片上的二维码谁都可以扫，不用登录，看到谁负责这里、怎么联系。每张 A4 纸 10 张名片，打印后裁开，贴在楼道口、村口和公示栏。',
  area: '打印哪里的',
  sheet: '打开可打印的名片',
  wait: '正在准备…',
  grids: '单个网格',
  chooseVillage: '选到村（社区），可以下载单个网格的二维码，也可以看名片',
  noGrids: '这个村还没有网格',
  households: (households: number, persons: number) => `${households} 户，${persons} 人`,
  qr: '下载二维码',
  look: '看名片',
  qrName: (grid: string) => `二维码_${grid}.png`,
}
