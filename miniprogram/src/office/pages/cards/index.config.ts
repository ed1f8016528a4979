export default definePageConfig({ navigationBarTitleText: '打印名片' })
