export default definePageConfig({ navigationBarTitleText: '办法修改' })
