import type { Candidate } from '../../api/candidates.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { longDay, dayOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { useNow } from '../../parts/now.ts';
import { useRequestWords } from '../../parts/request-words.ts';

/** What the case agency is told (法律援助公函), as it reads before the assignment; names are masked here and whole at the agency. */
export function LetterPreview({ request, candidate }: { readonly request: DefenceRequest; readonly candidate: Candidate }) {
  const { t, language } = useWords();
  const { nameOf } = useRequestWords();
  const now = useNow();
  const { facts, organ, institution, personName } = request;
  const erased = t('matter.assign.erasedName');
  const words = {
    number: facts?.caseNumber ?? '',
    offence: facts?.offence ?? '',
    firm: candidate.firm,
    name: candidate.name ?? erased,
    person: personName ?? erased,
  };
  return (
    <section className="letter" aria-label={t('matter.assign.letter')}>
      <p>
        <strong>{t('matter.assign.letterTitle')}</strong> <span className="quiet">{t('matter.assign.letterNumber')}</span>
      </p>
      <p>{t('matter.assign.letterTo', { organ: nameOf(organ) })}</p>
      <p>
        <Mixed text={t('matter.assign.letterText', words)} />
      </p>
      <p className="to-right">{t('matter.assign.letterFrom', { institution: nameOf(institution) })}</p>
      <p className="to-right">{longDay(dayOf(new Date(now).toISOString()), language)}</p>
    </section>
  );
}
