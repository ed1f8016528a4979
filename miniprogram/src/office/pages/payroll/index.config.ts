export default definePageConfig({ navigationBarTitleText: '薪酬发放' })
