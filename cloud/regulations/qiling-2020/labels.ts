export type WorkerKind = 'community' | 'rural'

/** Chinese names of the kinds of workers this regulation knows. */
export const workerKindLabels: ReadonlyMap<WorkerKind, string> = new Map([
  ['community', '社区网格员'],
  ['rural', '农村网格员'],
])
