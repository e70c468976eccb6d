import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { CHOICES } from './fields.ts';

/** Parts of the catalogue whose keys come from the kinds of work: a spec sees that every one of them is there. */
type Part = 'field' | 'hint' | 'event' | 'fact';

/** Ids are told by their end. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isInstant = (value: string): boolean => /^\d{4}-\d{2}-\d{2}T/.test(value);

/** Words of quality work whose keys are data. */
export function useQualityWords() {
  const { t, language } = useWords();
  const named = (key: string): string => t(key as 'quality.title');
  /** A coded fact of a step as people read it; what a code means may hang on the step. */
  const value = (field: string, given: unknown, event = ''): string => {
    if (Array.isArray(given)) return given.map((one) => value(field, one, event)).join(language === 'zh' ? '、' : ', ');
    if (typeof given === 'object' && given !== null) {
      const order = CHOICES[field]?.map(({ code }) => code) ?? [];
      const entries = Object.entries(given).toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other));
      // What one of several is called may hang on which it is.
      const kindOf = (name: string): string => (CHOICES[`${field}_${name}`] === undefined ? field : `${field}_${name}`);
      const parts = entries
        .filter(([, one]) => one !== null)
        .map(([name, one]) => `${named(`quality.field.${field}_${name}`)}：${value(kindOf(name), one, event)}`);
      return parts.join(language === 'zh' ? '；' : '; ');
    }
    if (typeof given === 'boolean') return t(given ? 'common.yes' : 'common.no');
    const written = String(given);
    if ((field === 'caseId' || field === 'finding') && ID.test(written)) return `…${written.slice(-8)}`;
    if (isInstant(written)) return longTime(written, language);
    return nameIn(CHOICES[`${event}.${field}`] ?? CHOICES[field] ?? [], written, language);
  };
  return {
    word: (part: Part, key: string): string => named(`quality.${part}.${key.replaceAll('.', '_')}`),
    status: (kind: string, status: string): string => named(`quality.status.${kind}.${status}`),
    of: (kind: string, key: string): string => named(`quality.kind.${kind}.${key}`),
    deed: (kind: string, command: string, key: 'action' | 'text' | 'done'): string => named(`quality.do.${kind}.${command}.${key}`),
    value,
  };
}
