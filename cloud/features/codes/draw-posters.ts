import { createPdf, type Pdf } from '../../platform/pdf'
import { dayText, green, type PrintedGrid, type PrintedOn, soft } from './printed'

const x = 15
const width = 180

function drawHead(pdf: Pdf, grid: PrintedGrid): void {
  pdf.fill({ x: 0, y: 0, width: 210, height: 48 }, green)
  pdf.text(
    '有事找网格员',
    { x, y: 8, width, height: 20 },
    { size: 44, bold: true, color: '#ffffff', align: 'center' },
  )
  pdf.text(
    `${grid.countyName} ${grid.townshipName} ${grid.villageName}`,
    { x, y: 31, width, height: 10 },
    { size: 18, color: '#ffffff', align: 'center', smallest: 12 },
  )
  pdf.text(
    grid.gridName,
    { x, y: 53, width, height: 18 },
    { size: 32, bold: true, align: 'center', smallest: 18 },
  )
}

/** The worker's name and phone as big as the sheet allows: read from across the stairwell. */
function drawPerson(pdf: Pdf, grid: PrintedGrid, y: number): void {
  const [worker, ...others] = grid.people
  const phone = worker?.workPhone ?? grid.officePhone
  pdf.frame({ x, y, width, height: 48 }, { color: green, width: 0.6, radius: 3 })
  pdf.text(
    worker ? `${worker.post}　${worker.name}` : '网格员暂缺，请打办公电话',
    { x: x + 5, y: y + 4, width: width - 10, height: 12 },
    { size: 26, bold: true, align: 'center', smallest: 16 },
  )
  pdf.text(
    phone ?? '没有公开的工作电话',
    { x: x + 5, y: y + 17, width: width - 10, height: 18 },
    { size: phone ? 46 : 24, bold: true, color: green, align: 'center', smallest: 20 },
  )
  const second = others[0]
  const also = [
    second ? `${second.post} ${second.name}${second.workPhone ? ` ${second.workPhone}` : ''}` : '',
    grid.officePhone && grid.officePhone !== phone ? `办公电话 ${grid.officePhone}` : '',
  ].filter(Boolean)
  pdf.text(
    also.join('　'),
    { x: x + 5, y: y + 38, width: width - 10, height: 8 },
    { size: 14, color: soft, align: 'center', smallest: 9 },
  )
}

/** A sheet for a door or a stairwell: the code as big as the paper allows. */
export async function drawPosters(grids: readonly PrintedGrid[], on: PrintedOn): Promise<Buffer> {
  const pdf = await createPdf(on)
  for (const grid of grids) {
    await pdf.page()
    drawHead(pdf, grid)
    pdf.qr(grid.address, 42, 72, 126)
    pdf.text(
      '微信或手机浏览器扫一扫，不用登录，不用下载',
      { x, y: 199, width, height: 10 },
      { size: 19, bold: true, align: 'center', smallest: 14 },
    )
    drawPerson(pdf, grid, 213)
    pdf.text(
      '报警 110　火警 119　急救 120　政务服务热线 12345',
      { x, y: 267, width, height: 8 },
      { size: 15, align: 'center', smallest: 12 },
    )
    pdf.text(
      `二维码编号 ${grid.serialText}　${dayText(on.day)}印制`,
      { x, y: 282, width, height: 5 },
      { size: 9, color: soft, align: 'center' },
    )
  }
  return pdf.finish()
}
