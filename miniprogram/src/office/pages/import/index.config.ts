export default definePageConfig({ navigationBarTitleText: '县级导入' })
