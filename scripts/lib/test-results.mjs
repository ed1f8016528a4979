/**
 * Adds up the reports of several vitest runs. A file that cannot even be loaded, a run that ends
 * without a report or with a bad status for any other reason counts as a failure: never as nothing.
 */
export function countResults(runs) {
  const total = { passed: 0, failed: 0, skipped: 0, failedGroups: [] }
  for (const { name, status, report } of runs) {
    const failed = failuresOf(status, report)
    total.passed += report?.numPassedTests ?? 0
    total.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
    total.failed += failed
    if (failed > 0) total.failedGroups.push(name)
  }
  return total
}

function failuresOf(status, report) {
  if (!report) return 1
  const unloaded = (report.testResults ?? []).filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + unloaded
  return failed === 0 && status !== 0 ? 1 : failed
}

/** What did not pass, one line a test, so that nobody has to look for it in a long output. */
export function failureNames(runs) {
  return runs.flatMap(({ report }) =>
    (report?.testResults ?? []).flatMap((file) => {
      const failed = file.assertionResults.filter((test) => test.status === 'failed')
      if (failed.length > 0) return failed.map((test) => `${file.name}: ${test.fullName}`)
      return file.status === 'failed' ? [`${file.name}: could not be run`] : []
    }),
  )
}

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
