export default definePageConfig({ navigationBarTitleText: '办法原文' })
