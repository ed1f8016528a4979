export default definePageConfig({ navigationBarTitleText: '网格名片' })
