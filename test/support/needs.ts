/** What a suite needs of the machine beyond Node and npm's packages. `missing`: why it cannot be had here, `null` when it can. */
export interface Requirement {
  readonly name: string;
  readonly missing: string | null;
}

/** What the runner looks for in the names of suites that the machine could not run. */
export const NOT_RUN = 'not run:';

/**
 * `describe` for a suite that needs something of the machine. Where that is missing its tests are skipped under a title that says why, and
 * `npm test` names the suite at its end; with `REQUIRE_ALL=1` one failing test stands in for them.
 */
export function describeWith(requirement: Requirement, title: string, suite: () => void): void {
  const { name, missing } = requirement;
  if (missing === null) {
    describe(title, suite);
    return;
  }
  const named = `${title} (${NOT_RUN} ${name}: ${missing})`;
  if (process.env['REQUIRE_ALL'] === '1') {
    describe(named, () => {
      it(`has ${name}`, () => {
        throw new Error(`REQUIRE_ALL=1, and ${name} is missing: ${missing}`);
      });
    });
    return;
  }
  // oxlint-disable-next-line jest/no-disabled-tests -- the one place that may: what is skipped is named at the end of the run
  describe.skip(named, suite);
}
