import { describeFactCases } from '../../testing/fact-cases'
import { lijin } from '.'

describeFactCases(lijin, new URL('./cases/', import.meta.url))
