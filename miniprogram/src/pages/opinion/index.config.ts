export default definePageConfig({ navigationBarTitleText: '评网格员' })
