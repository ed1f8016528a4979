import { describeFactCases } from '../../testing/fact-cases'
import { gridStandard } from '.'

describeFactCases(gridStandard, new URL('./cases/', import.meta.url))
