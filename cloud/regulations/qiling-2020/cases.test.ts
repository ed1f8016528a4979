import { describeFactCases } from '../../testing/fact-cases'
import { qiling2020 } from '.'

describeFactCases(qiling2020, new URL('./cases/', import.meta.url))
