export default definePageConfig({ navigationBarTitleText: '明格' })
