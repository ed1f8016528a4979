import { type ChangeListDetail, changeListStateLabel } from '../../contract/change-lists'
import { workerKindLabel } from '../../contract/primitives'
import type { FileAnswer } from '../../http/serve'
import { wholeDayInWords } from '../../platform/clock'
import { writeWorkbook } from '../../platform/spreadsheets'

const people = [
  { title: '姓名', width: 14 },
  { title: '身份证号', width: 22 },
  { title: '手机号', width: 16 },
  { title: '类别', width: 16 },
  { title: '网格', width: 24 },
]

/** The list as the county keeps it: one sheet of who leaves, one of who comes; numbers stay masked. */
export async function changeListTable(list: ChangeListDetail): Promise<FileAnswer> {
  const name = `${list.townshipName}${list.month}网格员调整名单`
  const notes = [
    `期间：${wholeDayInWords(list.from)}至${wholeDayInWords(list.to)}；${list.dueSentence}`,
    `状态：${changeListStateLabel[list.state]}`,
  ]
  const personCells = (
    row: ChangeListDetail['leaving'][number] | ChangeListDetail['newcomers'][number],
  ) => [
    row.name,
    row.idNumberMasked,
    row.phoneMasked,
    workerKindLabel[row.workerKind],
    row.gridName,
  ]
  const bytes = await writeWorkbook([
    {
      name: '拟调整淘汰',
      heading: `${name}（拟调整淘汰）`,
      columns: [
        ...people,
        { title: '日期', width: 14 },
        { title: '事由', width: 40 },
        { title: '依据', width: 20 },
      ],
      rows: list.leaving.map((row) => [
        ...personCells(row),
        row.on,
        row.sentence,
        row.article?.title ?? '',
      ]),
      notes,
    },
    {
      name: '新增人员',
      heading: `${name}（新增人员）`,
      columns: [
        ...people,
        { title: '农商行卡号', width: 18 },
        { title: '上岗日期', width: 14 },
        { title: '资格', width: 32 },
      ],
      rows: list.newcomers.map((row) => [
        ...personCells(row),
        row.bankCardMasked ?? '未登记',
        row.startsOn,
        row.eligibility.sentence,
      ]),
      notes,
    },
  ])
  return {
    bytes,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${name}.xlsx`,
  }
}
