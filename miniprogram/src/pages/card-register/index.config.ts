export default definePageConfig({ navigationBarTitleText: '联系卡和公示' })
