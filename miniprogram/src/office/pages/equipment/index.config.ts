export default definePageConfig({ navigationBarTitleText: '装备' })
