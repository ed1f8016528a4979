export const accountCopy = {
  elder: '关怀模式',
  elderNote: '字更大，画面更简单',
  password: '修改密码',
  signOut: '退出登录',
  signOutAsk: '要退出登录吗？',
  signOutPlain: '下次要用账号和密码重新登录。',
  signOutWaiting: (count: number) =>
    `还有 ${count} 条没有发送。它们会留在这部手机里，等您再次登录后自动发送。`,
}
