export default definePageConfig({ navigationBarTitleText: '请假和替班' })
