import { Rejected } from '@xiezhi/eventsourcing';
import { divisionPath, inDivision, type Principal } from '@xiezhi/service';

/** Keeps the directory (管理员). */
export const ADMINISTRATOR = ['administrator'];
/** Who looks things up in the directory for their work. */
export const READERS = ['administrator', 'institution_officer', 'institution_head', 'secretariat'];
/** Who may open a person of the directory. */
export const OPENERS = ['administrator', 'institution_officer', 'institution_head'];

/** @throws Rejected `directory.division.forbidden` for a row outside the divisions an administrator keeps */
export function insistOnOwnDivision({ division: administered }: Principal, division: string): void {
  if (inDivision(administered, division)) return;
  const detail = '只能维护本行政区划内的名录。You keep the directory of your own division only.';
  throw new Rejected('directory.division.forbidden', detail, {
    errors: [{ path: 'division', code: 'directory.division.forbidden', detail }],
  });
}

/** Whether what serves `divisions` concerns someone of `division`: it serves them, those above them, or those below. */
export const concerns = (division: string, divisions: readonly string[]): boolean =>
  divisions.some((served) => divisionPath(division).includes(served) || inDivision(division, served));
