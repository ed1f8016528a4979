export default definePageConfig({ navigationBarTitleText: '居民对我的评价' })
