/**
 * Every refusal the service can give: one line each, with its HTTP status and the Chinese text a
 * person reads. `{name}` in a text is filled from the error's details.
 */
export const errorTable = {
  badInput: { status: 400, text: '提交的内容有误：{message}' },
  malformedBody: { status: 400, text: '提交的内容无法读取，请重试' },
  bodyTooLarge: { status: 413, text: '提交的内容太大' },
  notSignedIn: { status: 401, text: '请先登录' },
  signInFailed: { status: 401, text: '账号或密码不正确' },
  signInLocked: {
    status: 423,
    text: '连续输错次数太多，请 {minutes} 分钟后再试，或请乡镇平安办重置',
  },
  oneTimeCodeExpired: { status: 401, text: '一次性登录码已过期，请向发码的办公室重新要一个' },
  passwordMustChange: { status: 403, text: '首次登录请先设置自己的密码' },
  passwordTooWeak: { status: 422, text: '密码至少 8 位，并且不能全是同一类字符或常见密码' },
  accountDeactivated: { status: 403, text: '这个账号已停用，有疑问请联系乡镇平安办' },
  wechatRefused: { status: 401, text: '微信登录没有成功，请重新打开小程序再试' },
  wechatUnavailable: { status: 503, text: '暂时连不上微信，请稍后再试，或用密码登录' },
  wechatTooFrequent: { status: 429, text: '微信登录太频繁，请过一分钟再试' },
  wechatCodeInvalid: { status: 401, text: '微信登录没有成功，请重新打开小程序再试' },
  wechatUserBlocked: { status: 401, text: '微信拒绝了这次登录，请用密码登录' },
  wechatMisconfigured: { status: 503, text: '微信登录还没有配置好，请用密码登录' },
  wechatNotBound: { status: 401, text: '这个微信还没有绑定账号，请先用密码登录一次再绑定' },
  wechatBoundElsewhere: { status: 409, text: '这个微信已绑定另一个账号，一人只能用一个账号' },
  personHasAccount: { status: 409, text: '此人已有账号，一人只能有一个账号{hint}' },
  phoneInUse: { status: 409, text: '这个手机号已被另一个账号使用' },
  notAllowed: { status: 403, text: '您没有这项权限' },
  ownCase: { status: 403, text: '不能处理与自己有关的事项，请由其他人办理' },
  notFound: { status: 404, text: '没有找到，或不在您的管理范围内' },
  methodNotAllowed: { status: 405, text: '不支持这种操作' },
  commandConflict: { status: 409, text: '同一编号已提交过不同的内容，请刷新后重新操作' },
  tooManyRequests: { status: 429, text: '操作太频繁，请稍后再试' },
  notInService: { status: 422, text: '您当天没有在岗的网格，无法办理' },
  gridNotYours: { status: 403, text: '这个网格不是您负责的网格' },
  dayNotOpen: { status: 422, text: '这一天不能申请补签：{message}' },
  correctionExists: { status: 409, text: '这一天已经申请过补签' },
  leaveWithoutWork: { status: 422, text: '这段时间没有工作日，不用请假' },
  leaveOverlaps: { status: 409, text: '和另外一次请假（{message}）重叠，请改日期，或先撤回那一次' },
  leaveBegun: { status: 409, text: '假期已经开始，不能再撤回，请联系乡镇平安办' },
  substituteAway: { status: 409, text: '{name}这段时间也请了假，请另找人替班' },
  alreadyDecided: { status: 409, text: '已经有人处理过了，请刷新查看' },
  photoTooLarge: { status: 413, text: '照片超过 10 MB，请压缩后再传' },
  photoTooManyPixels: { status: 422, text: '照片像素太高（超过 5000 万），请换一张' },
  photoUnreadable: { status: 422, text: '照片损坏，无法打开，请重新拍一张' },
  photoTypeNotAllowed: { status: 415, text: '只能上传 JPG、PNG 或 WebP 照片' },
  photoNotArrived: { status: 404, text: '照片还没有传到' },
  photoBusy: { status: 503, text: '照片太多，服务器正忙，请稍后再传' },
  uploadMalformed: { status: 400, text: '上传的内容无法读取，请重新上传' },
  uploadTimedOut: { status: 408, text: '上传中断了，请在信号好的地方再传一次' },
  fileStoreUnavailable: { status: 503, text: '暂时存不了照片，请稍后再传' },
  reportItemUnknown: { status: 422, text: '没有这个上报类别' },
  reasonNeeded: { status: 422, text: '请写明理由，让对方看得懂' },
  pointsUnmet: { status: 422, text: '五项要点没有全部满足，不能判为有效' },
  amountOutOfRange: { status: 422, text: '金额不在规定范围内：{message}' },
  deliberationNeeded: { status: 422, text: '特别重大信息须附“一事一议”记录' },
  fileUnreadable: { status: 422, text: '文件无法读取：{message}' },
  officialTextWithoutArticles: {
    status: 422,
    text: '文件里没有找到“第…条”，也没有找到分节的标题，请确认上传的是办法的正文',
  },
  lawBookMissing: { status: 404, text: '办法的逐条说明还没有生成，请联系系统管理员重新编译服务' },
  tableRejected: { status: 422, text: '表格有 {count} 处问题，全部没有导入，请改正后重新上传' },
  monthNotOver: { status: 422, text: '这个月还没有结束，不能月结' },
  monthFrozen: { status: 409, text: '这个月已经定案，不能再改；后来的更正会列在下个月' },
  monthNotReady: { status: 409, text: '这个月还不能计算。{message}' },
  notByCounts: { status: 422, text: '这里的补助不按签到和上报的数量计算，没有可试算的' },
  monthNotOpen: { status: 409, text: '只能试算当月' },
  monthNotComputed: { status: 409, text: '请先计算这个月，再定案' },
  monthStale: { status: 409, text: '计算之后又有新的变动，请重新计算再定案' },
  objectionsOpen: { status: 409, text: '还有 {count} 条异议没有答复，答复后才能定案' },
  closingUnderWay: { status: 409, text: '正在计算，请等它完成' },
  regulationUnbound: { status: 422, text: '这个月没有唯一适用的考核办法：{message}' },
  regulationUnknown: { status: 422, text: '系统里没有这个办法或这个地区：{message}' },
  regulationCannotPay: { status: 422, text: '{message}' },
  regulationValueRefused: { status: 422, text: '办法不能这样定：{message}' },
  regulationMonthFrozen: {
    status: 409,
    text: '{month} 已经定案，办法不能往回改。请从 {next} 或以后的月份开始；定案月份要改的，由更正列在下个月',
  },
  regulationBindingExists: {
    status: 409,
    text: '{area} 从 {month} 起已经定了适用的办法，定了的不能改，请换一个月份',
  },
  regulationNotAuthor: { status: 403, text: '只有起草人能改、能交、能作废' },
  regulationChangeMoved: { status: 409, text: '这项修改刚被改过，请重新看一遍再办' },
  regulationNothingFrozen: {
    status: 422,
    text: '这些月份里没有按这个办法定案的补助，没有可以试算的',
  },
  regulationSimulationUnderWay: { status: 409, text: '本县正在试算，请等它完成' },
  caseExists: { status: 409, text: '此人这个月已有同一条款的同类事项，请在原事项上办理' },
  articleUnknown: { status: 422, text: '适用的办法里没有 {article} 这一条' },
  changeListUnknown: { status: 422, text: '这里适用的办法不要求报调整名单' },
  changeListTooEarly: { status: 422, text: '这个月的调整名单还没有到可以报的时候' },
  schemeTotal: { status: 422, text: '各项满分合计 {total} 分，应当正好 100 分' },
  schemeInUse: { status: 409, text: '这个月已经有人打分，打分项目不能再改' },
  scoreTooHigh: { status: 422, text: '得分不能超过这一项的满分 {most} 分' },
  scoresClosed: { status: 409, text: '这个月的打分已经结束，不能再改' },
  scoresMissing: { status: 409, text: '还有没打的分，不能结束。{message}' },
  votesWrong: { status: 422, text: '票数对不上：{message}' },
  votesTied: { status: 422, text: '{names}票数相同，应当再投一次' },
  moveNotOpen: { status: 409, text: '这件事项现在不能这样办，请刷新查看进展和期限' },
  moveNeeds: { status: 400, text: '还差一样：{message}' },
  disputeNotMinor: {
    status: 422,
    text: '有人受伤或有财物损失的纠纷不能自办自结，请上报由乡镇派单处置',
  },
  holderUnknown: { status: 422, text: '没有这个承办方，或它不在这件事项的地界上：{code}' },
  holderOutOfReach: {
    status: 403,
    text: '这一家不归您派单。县级部门要由县综治中心派，请用“呼县级”',
  },
  mergeUnfit: {
    status: 409,
    text: '不能并到那一件：它不在同一乡镇、已终止，或者本件已有别的事项并入',
  },
  tooManyForNow: {
    status: 429,
    text: '提交得太多了，请过 {wait}再试。急事请直接打 110、119、120',
  },
  // 425: whoever keeps what he sends comes again, with a fresh answer
  proofNeeded: { status: 425, text: '没有通过自动检查，请再试一次' },
  classNotForResidents: { status: 422, text: '这一类不能从这里反映，请另选一类' },
  photoNotYours: { status: 422, text: '有照片不是这部手机传的，请去掉后重新选照片' },
  linkInvalid: {
    status: 404,
    text: '这个链接打不开。请从回执重新打开，或凭受理编号到村（社区）办公室询问',
  },
  wechatNotAllowed: {
    status: 422,
    text: '您没有允许微信消息，所以收不到。可以再点一次，或改用短信通知',
  },
  supportNotOpen: { status: 409, text: '这件事刚刚办完了；如果还没解决，请照常提交' },
  supportOwn: { status: 409, text: '这件事就是这部手机反映的，请在“这部手机反映过的”里看进度' },
  messagesUnavailable: { status: 503, text: '现在发不了短信，请稍后再试，或打办公电话问进展' },
  alreadyErased: { status: 409, text: '您留下的信息已经清除，不能再登记通知' },
  codeWrong: { status: 422, text: '验证码不对，还可以再试 {left} 次' },
  codeExpired: { status: 422, text: '验证码过期了，或错得太多，请重新要一个' },
  notClosedYet: { status: 409, text: '还没有办结，办理的人可能要联系您；办结以后就可以清除' },
  noContactLeft: { status: 422, text: '对方没有留电话，或已经清除' },
  villageFirst: {
    status: 409,
    text: '请先由村（社区）了解情况；满 {days} 天还没有了解的，乡镇可以直接认定',
  },
  surveyAnswered: { status: 409, text: '这部手机这个季度已经评议过了，谢谢您' },
  unitNameTaken: { status: 409, text: '这里已有同名的单位“{name}”，请换一个名称' },
  unitsFull: { status: 409, text: '这里的单位编码已经用完（99 个），请联系系统管理员' },
  unitBusy: { status: 409, text: '这个单位还有 {count} 件在办，请先改派再停用' },
  routeUnfit: { status: 422, text: '规则不能这样定：{message}' },
  stillInService: { status: 422, text: '此人还有在岗的岗位，请先到“人员”里停用账号或结束岗位' },
  monthsNotFrozen: { status: 409, text: '{months} 还没有定案，全部定案后才能制表' },
  payTableState: { status: 409, text: '补助表现在是“{state}”，不能这样办理，请刷新查看' },
  sameHand: { status: 403, text: '制表、签字、复审付款须是三个不同的人，您已办过其中一步' },
  payTableOutdated: {
    status: 409,
    text: '有的异议已同意更正，表里还没有改，请退回，由平安办重新制表',
  },
  lineDisputed: { status: 409, text: '这一笔还有异议没有答复，答复后再决定' },
  nothingToPay: { status: 409, text: '现在没有可以发放的金额' },
  ledgerDiffers: { status: 409, text: '合计与账目对不上，没有给出文件，请联系系统管理员核对' },
  cardMissing: { status: 409, text: '{name} 没有登记银行卡，登记后再下载' },
  transferState: { status: 409, text: '有的款项现在是“{state}”，不能记为“{wanted}”，请刷新查看' },
  scanTypeNotAllowed: { status: 415, text: '只能上传 JPG、PNG 或 PDF 的扫描件' },
  scanUnreadable: { status: 422, text: '扫描件打不开或不完整，请重新扫描' },
  codeUnknown: {
    status: 404,
    text: '这个二维码不是本平台发的，或没有扫完整。请重新扫一次；还是不行，请到村（社区）办公室问一问',
  },
  codeRevoked: { status: 410, text: '这个二维码已经停用。{message}' },
  nothingToPrint: { status: 422, text: '这里没有可以印的：{message}' },
  printTooMuch: {
    status: 422,
    text: '一次最多印 {most} 张，这里要印 {amount} 张，请选到乡镇或村（社区）再印',
  },
  wechatCodeNotMade: { status: 503, text: '小程序码没有生成：{message}' },
  cardNotNumbered: { status: 422, text: '还没有印过编号 {number} 的联系卡，请看卡上的编号' },
  cardHandedOut: { status: 409, text: '编号 {number} 的卡已经登记发给了{household}' },
  smsNotAvailable: { status: 422, text: '这里没有开通短信，请用微信消息或在小程序里查看' },
  signatureInvalid: { status: 400, text: '二维码或链接无效' },
  secretShownOnce: {
    status: 409,
    text: '这个密钥已经生成过，只显示一次。没有记下的，请吊销或更换后再用新的',
  },
  webhookAddressRefused: { status: 422, text: '这个地址不能登记：{message}' },
  databaseBusy: { status: 503, text: '系统繁忙，没有保存成功，请重试' },
  internal: { status: 500, text: '系统出了问题，已记录（编号 {requestId}）。请稍后重试' },
} as const satisfies Record<string, { status: number; text: string }>

export type ErrorCode = keyof typeof errorTable

/** Body of every refusal. `issues` names the fields of a bad input. */
export interface ErrorBody {
  error: {
    code: ErrorCode
    message: string
    requestId: string
    details?: Record<string, unknown> | undefined
  }
}

/** The Chinese text of a code, its `{name}` places filled from `details`. */
export function errorText(code: ErrorCode, details: Record<string, unknown> = {}): string {
  return errorTable[code].text.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    String(details[name] ?? ''),
  )
}
