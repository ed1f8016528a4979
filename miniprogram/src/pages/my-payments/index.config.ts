export default definePageConfig({ navigationBarTitleText: '发放和到账' })
