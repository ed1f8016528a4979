import * as z from 'zod/mini'
import { query } from './define'
import { areaCode, id, instantMs, page } from './primitives'

/** Every audit event with its Chinese label; an event not listed here cannot be written. */
export const auditEvents = {
  'account.created': '建立账号',
  'account.deactivated': '停用账号',
  'account.reactivated': '恢复账号',
  'account.corrected': '更正个人信息',
  'account.passwordReset': '重发登录码',
  'account.passwordChanged': '修改密码',
  'account.revealed': '查看个人信息',
  'account.signedIn': '登录',
  'account.signInFailed': '登录失败',
  'account.locked': '账号锁定',
  'account.signedOut': '退出登录',
  'account.wechatBound': '绑定微信',
  'account.wechatUnbound': '解绑微信',
  'post.added': '增加岗位',
  'post.ended': '结束岗位',
  'table.imported': '导入表格',
  'checkIn.taken': '签到',
  'correction.requested': '申请补签',
  'correction.decided': '处理补签',
  'report.submitted': '上报信息',
  'report.judged': '研判信息',
  'report.restrictedViewed': '查看限制类信息',
  'photo.uploaded': '上传照片',
  'finding.recorded': '登记扣罚',
  'finding.withdrawn': '撤回扣罚',
  'commendation.recorded': '登记表扬',
  'majorReport.nominated': '提名重大信息',
  'majorReport.decided': '认定重大信息',
  'spotCheck.recorded': '登记抽查',
  'month.decided': '作出认定',
  'statistics.imported': '导入省平台统计',
  'month.closed': '计算月结',
  'month.frozen': '月度定案',
  'objection.raised': '提出异议',
  'objection.answered': '答复异议',
  'adjustment.recorded': '登记更正',
  'table.exported': '导出表格',
} as const
export type AuditEvent = keyof typeof auditEvents

export const list = query({
  name: 'audit.list',
  path: '/api/audit/list',
  summary: '操作记录',
  permission: 'audit.read',
  input: z.object({ areaCode: z.optional(areaCode), accountId: z.optional(id), ...page }),
  output: z.object({
    entries: z.array(
      z.object({
        id: z.string(),
        atMs: instantMs,
        accountName: z.nullable(z.string()),
        event: z.string(),
        eventLabel: z.string(),
        subjectId: z.string(),
        areaCode: z.nullable(z.string()),
      }),
    ),
    next: z.nullable(z.string()),
  }),
  errors: [],
})
