/** @typedef {{ ancestorTitles: readonly string[], status: string }} Assertion */
/** @typedef {{ name: string, status: string, assertionResults: readonly Assertion[] }} Suite */
/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, numRuntimeErrorTestSuites: number, testResults: readonly Suite[] }} Results */

const NOT_RUN = /^.* \(not run: .*\)$/s;

/**
 * What a run ends with: the names of suites that the machine could not run, and the closing line. A suite that could not even be loaded
 * counts as one failed test.
 * @param {Results} results what Jest writes with `--json`
 */
export function summaryOf(results) {
  const passed = results.numPassedTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  const notRun = new Set(
    results.testResults.flatMap(({ assertionResults }) =>
      assertionResults.flatMap((test) => test.ancestorTitles.filter((title) => NOT_RUN.test(title))),
    ),
  );
  return { notRun: [...notRun], failed, line: closingLine(passed, failed, skipped) };
}

/** @type {(passed: number, failed: number, skipped: number) => string} */
export const closingLine = (passed, failed, skipped) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
