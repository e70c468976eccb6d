import { DIVISIONS } from '@xiezhi/contracts';
import { useAgencyName } from '../../api/directory.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';

/** What a line of the dashboard is about: a division or a case agency. */
export function useLineName(by: 'division' | 'organ'): (key: string) => string {
  const { language } = useWords();
  const agencyName = useAgencyName();
  return (key) => (by === 'division' ? nameIn(DIVISIONS, key, language) : agencyName(key));
}
