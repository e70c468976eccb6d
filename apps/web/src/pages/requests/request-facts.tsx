import { CUSTODY_KINDS, DIVISIONS, PROCEDURE_STAGES, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import type { TFunction } from 'i18next';
import type { DefenceRequest, NoticeFacts } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import type { Language } from '../../i18n/languages.ts';
import { Facts } from '../../parts/facts.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { useRequestWords } from '../../parts/request-words.ts';

/** A fact of a notice in words; `null` when it was not given and need not be. */
type Said = readonly [name: string, value: string | null, quiet?: string];

/** What a notice says, as a page says it. */
function saidBy(facts: NoticeFacts, t: TFunction, language: Language): readonly Said[] {
  const interpreter = facts.interpreterNeeded ? ` · ${t('notice.field.interpreterNeeded')}` : '';
  return [
    [t('notice.field.caseNumber'), facts.caseNumber],
    [t('notice.field.offence'), facts.offence],
    [t('notice.field.ground'), t(`notice.ground.${facts.ground}`), t(`notice.groundBasis.${facts.ground}`)],
    [t('notice.field.otherProvision'), facts.otherProvision ?? null],
    [t('notice.field.stage'), nameIn(PROCEDURE_STAGES, facts.stage, language)],
    [t('notice.field.procedure'), t(`notice.procedure.${facts.procedure}`)],
    [t('notice.field.lifeOrDeath'), t(facts.lifeOrDeath ? 'common.yes' : 'common.no')],
    [t('notice.field.custody'), nameIn(CUSTODY_KINDS, facts.custody, language)],
    [t('notice.field.language'), `${nameIn(SPOKEN_LANGUAGES, facts.language, language)}${interpreter}`],
    [t('notice.field.hearing'), facts.hearingAt === undefined ? t('common.notGiven') : longTime(facts.hearingAt, language)],
    [t('notice.field.hearingPlace'), facts.hearingPlace ?? null],
  ];
}

/** What a request is about; no person in full. What was corrected stands with what was first given. */
export function RequestFacts({ request }: { readonly request: DefenceRequest }) {
  const { t, language } = useWords();
  const { nameOf } = useRequestWords();
  const { facts, firstFacts, organ, institution, division, personName, letterNumber, receivedAt, hearingAt } = request;
  if (facts === null) return null;
  const first = firstFacts === null ? null : saidBy(firstFacts, t, language);
  return (
    <Facts
      items={[
        personName === null ? null : [t('notice.field.name'), personName],
        ...saidBy(facts, t, language).map(([name, value, quiet], place) => {
          const before = first?.[place]?.[1] ?? null;
          const changed = first !== null && before !== value;
          if (value === null && !changed) return null;
          return [
            name,
            <>
              <Mixed text={value ?? t('common.notGiven')} />
              {quiet !== undefined && <span className="quiet">{quiet}</span>}
              {changed && (
                <span className="quiet">
                  <span className="mark">{t('matter.corrected')}</span>
                  {t('matter.firstGiven')} <del>{<Mixed text={before ?? t('common.notGiven')} />}</del>
                </span>
              )}
            </>,
          ] as const;
        }),
        hearingAt === null || hearingAt === facts.hearingAt ? null : [t('course.hearingNow'), longTime(hearingAt, language)],
        [t('requests.detail.organ'), nameOf(organ)],
        [t('requests.detail.institution'), nameOf(institution)],
        [t('requests.detail.division'), nameIn(DIVISIONS, division, language)],
        receivedAt === null ? null : [t('requests.detail.receivedAt'), longTime(receivedAt, language)],
        letterNumber === null ? null : [t('requests.detail.letterNumber'), letterNumber],
      ]}
    />
  );
}
