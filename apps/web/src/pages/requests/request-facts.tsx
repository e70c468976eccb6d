import { CUSTODY_KINDS, DIVISIONS, PROCEDURE_STAGES, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import type { DefenceRequest } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { useRequestWords } from '../../parts/request-words.ts';

/** What a request is about; no person in full. */
export function RequestFacts({ request }: { readonly request: DefenceRequest }) {
  const { t, language } = useWords();
  const { nameOf } = useRequestWords();
  const { facts, organ, institution, division, personName, letterNumber, receivedAt } = request;
  if (facts === null) return null;
  const yes = (value: boolean): string => t(value ? 'common.yes' : 'common.no');
  return (
    <Facts
      items={[
        personName === null ? null : [t('notice.field.name'), personName],
        [t('notice.field.caseNumber'), facts.caseNumber],
        [t('notice.field.offence'), facts.offence],
        [
          t('notice.field.ground'),
          <>
            {t(`notice.ground.${facts.ground}`)}
            <span className="quiet">{t(`notice.groundBasis.${facts.ground}`)}</span>
          </>,
        ],
        facts.otherProvision === undefined ? null : [t('notice.field.otherProvision'), facts.otherProvision],
        [t('notice.field.stage'), nameIn(PROCEDURE_STAGES, facts.stage, language)],
        [t('notice.field.procedure'), t(`notice.procedure.${facts.procedure}`)],
        [t('notice.field.lifeOrDeath'), yes(facts.lifeOrDeath)],
        [t('notice.field.custody'), nameIn(CUSTODY_KINDS, facts.custody, language)],
        [
          t('notice.field.language'),
          `${nameIn(SPOKEN_LANGUAGES, facts.language, language)}${facts.interpreterNeeded ? ` · ${t('notice.field.interpreterNeeded')}` : ''}`,
        ],
        [t('notice.field.hearing'), facts.hearingAt === undefined ? t('common.notGiven') : longTime(facts.hearingAt, language)],
        facts.hearingPlace === undefined ? null : [t('notice.field.hearingPlace'), facts.hearingPlace],
        [t('requests.detail.organ'), nameOf(organ)],
        [t('requests.detail.institution'), nameOf(institution)],
        [t('requests.detail.division'), nameIn(DIVISIONS, division, language)],
        receivedAt === null ? null : [t('requests.detail.receivedAt'), longTime(receivedAt, language)],
        letterNumber === null ? null : [t('requests.detail.letterNumber'), letterNumber],
      ]}
    />
  );
}
