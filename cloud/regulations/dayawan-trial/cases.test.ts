import { describeFactCases } from '../../testing/fact-cases'
import { dayawanTrial } from '.'

describeFactCases(dayawanTrial, new URL('./cases/', import.meta.url))
