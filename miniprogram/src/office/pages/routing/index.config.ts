export default definePageConfig({ navigationBarTitleText: '派单规则和时限' })
