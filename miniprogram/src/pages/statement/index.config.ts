export default definePageConfig({ navigationBarTitleText: '绩效明细' })
