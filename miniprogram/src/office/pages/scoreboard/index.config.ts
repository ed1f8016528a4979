export default definePageConfig({ navigationBarTitleText: '记分板' })
