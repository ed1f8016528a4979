export default definePageConfig({ navigationBarTitleText: '考核登记' })
