export default definePageConfig({ navigationBarTitleText: '核实网格员' })
