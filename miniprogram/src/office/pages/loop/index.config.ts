export default definePageConfig({ navigationBarTitleText: '闭环记分板' })
