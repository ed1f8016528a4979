/** Chinese names of the kinds of workers this regulation knows. */
export const workerKindLabels: ReadonlyMap<string, string> = new Map([
  ['rural', '农村网格员'],
  ['communityPartTime', '社区兼职网格员'],
  ['communityFullTime', '社区专职网格员'],
])
