import { accounts } from '../../contract'
import { type Route, serve, serveOwn } from '../../http/serve'
import type { AccountsService } from './accounts.service'

export function accountsRoutes(service: AccountsService): Route[] {
  return [
    serveOwn(accounts.signIn, service.signIn),
    serveOwn(accounts.signInWithWechat, service.signInWithWechat),
    serveOwn(accounts.bindWechat, service.bindWechat),
    serve(accounts.unbindWechat, (_input, context) => service.unbindWechat(context)),
    serveOwn(accounts.changePassword, service.changePassword),
    serve(accounts.signOut, (_input, context) => service.signOut(context)),
    serve(accounts.whoAmI, (_input, context) => service.whoAmI(context)),
    serve(accounts.downloadPass, (_input, context) => service.downloadPass(context)),
    serve(accounts.mySessions, (_input, context) => service.mySessions(context)),
    serve(accounts.demoAccounts, () => service.demoAccounts()),
    serve(accounts.list, (input, { actor, nowMs }) => service.list(input, actor, nowMs)),
    serveOwn(accounts.create, service.create),
    serve(accounts.addPost, service.addPost),
    serve(accounts.endPost, service.endPost),
    serveOwn(accounts.resetPassword, service.resetPassword),
    serve(accounts.deactivate, service.deactivate),
    serveOwn(accounts.reactivate, service.reactivate),
    serve(accounts.correct, service.correct),
    serve(accounts.reveal, service.reveal),
  ]
}
