import { payroll } from '../../contract'
import { type Route, serve, serveUpload } from '../../http/serve'
import type { PayrollService } from './payroll.service'

export function payrollRoutes(service: PayrollService): Route[] {
  return [...tableRoutes(service), ...paymentRoutes(service)]
}

function tableRoutes(service: PayrollService): Route[] {
  const { carrying, objections } = service
  return [
    serve(payroll.tables, (input, { actor, nowMs }) => service.tables(input, actor, nowMs)),
    serve(payroll.table, (input, { actor }) => service.table(input, actor)),
    serve(payroll.prepare, (input, context) => service.prepare(input, context)),
    serve(payroll.revise, (input, context) => carrying.revise(input, context)),
    serve(payroll.sign, (input, context) => carrying.sign(input, context)),
    serveUpload(
      payroll.attachScan,
      (input, context) => carrying.prepareScan(input, context),
      (input, context) => carrying.attachScan(input, context),
    ),
    serve(payroll.scan, (input, { actor }) => service.scan(input, actor)),
    serve(payroll.raiseObjection, (input, context) => objections.raiseByCounty(input, context)),
    serve(payroll.objectToOwn, (input, context) => objections.raiseByWorker(input, context)),
    serve(payroll.answerObjection, (input, context) => objections.answer(input, context)),
    serve(payroll.review, (input, context) => carrying.review(input, context)),
    serve(payroll.decideHeld, (input, context) => service.decideHeld(input, context)),
    serve(payroll.tableSheet, (input, context) => service.tableSheet(input, context)),
    serve(payroll.tablePdf, (input, context) => service.tablePdf(input, context)),
    serve(payroll.tablePage, (input, context) => service.tablePage(input, context)),
  ]
}

function paymentRoutes(service: PayrollService): Route[] {
  return [
    serve(payroll.makeBatch, (input, context) => service.batches.make(input, context)),
    serve(payroll.batch, (input, { actor }) => service.batch(input, actor)),
    serve(payroll.recordTransfers, (input, context) => service.batches.record(input, context)),
    serve(payroll.bankFile, (input, context) => service.bankFile(input, context)),
    serve(payroll.batchSheet, (input, context) => service.batchSheet(input, context)),
    serve(payroll.ledger, (input, { actor }) => service.ledger(input, actor)),
    serve(payroll.statementPdf, (input, context) => service.statementPdf(input, context)),
    serve(payroll.mine, (_input, { actor }) => service.mine(actor)),
  ]
}
