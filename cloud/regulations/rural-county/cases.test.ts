import { describeFactCases } from '../../testing/fact-cases'
import { ruralCounty } from '.'

describeFactCases(ruralCounty, new URL('./cases/', import.meta.url))
