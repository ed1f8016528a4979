export interface GeoReportError {
  /** Equal to the status; the specification leaves it free. */
  code: number
  description: string
}

/** A refusal in the form that GeoReport v2 documents: a list of code and description. */
export class GeoReportFault extends Error {
  readonly status: number
  readonly errors: readonly GeoReportError[]

  constructor(status: number, descriptions: string | readonly string[]) {
    const all = typeof descriptions === 'string' ? [descriptions] : descriptions
    super(all.join('；'))
    this.name = 'GeoReportFault'
    this.status = status
    this.errors = all.map((description) => ({ code: status, description }))
  }
}
