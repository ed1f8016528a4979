export default definePageConfig({ navigationBarTitleText: '接口与推送' })
