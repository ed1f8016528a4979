export default definePageConfig({ navigationBarTitleText: '与我有关的事项' })
