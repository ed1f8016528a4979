export default definePageConfig({ navigationBarTitleText: '薪酬补助表' })
