import { AID_CAUSES, AID_FORMS, AID_MATTER_KINDS, CUSTODY_KINDS, PROCEDURE_STAGES, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { useReviewedFile, type ReviewedFile } from '../../api/quality.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

/** The course of the case that is reviewed, and nothing of whose it is. */
export function ReviewedFileCard({ id }: { readonly id: string }) {
  const { t, language } = useWords();
  const { data, error, refetch } = useReviewedFile(id);
  const coded = (codes: Parameters<typeof nameIn>[0], code: string | null) => (code === null ? '—' : nameIn(codes, code, language));
  const parts = { who: t('quality.file.who'), organ: t('quality.file.organ'), institution: t('quality.file.institution') };
  const words = (file: ReviewedFile) =>
    file.matter === 'aid-case'
      ? file.course.map(({ event, at }) => ({ at, said: t(`aidCase.event.${event}`) }))
      : file.course.map(({ event, at }) => ({ at, said: t(`requests.event.${event}`, parts) }));
  return (
    <Card title={t('quality.file.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={5} />}
      {data !== undefined && (
        <>
          <Facts
            items={[
              ...(data.matter === 'aid-case'
                ? ([
                    [t('aidCase.field.kind'), coded(AID_MATTER_KINDS, data.kind)],
                    [t('aidCase.field.cause'), coded(AID_CAUSES, data.cause)],
                    [t('aidCase.field.form'), coded(AID_FORMS, data.form)],
                  ] as const)
                : ([
                    [t('quality.file.offence'), data.offence ?? '—'],
                    [t('quality.file.stage'), coded(PROCEDURE_STAGES, data.stage)],
                    [t('quality.file.custody'), coded(CUSTODY_KINDS, data.custody)],
                  ] as const)),
              [t('quality.field.language'), coded(SPOKEN_LANGUAGES, data.language)],
              [t('quality.file.minor'), t(data.minor ? 'common.yes' : 'common.no')],
              [t('quality.file.lifeOrDeath'), t(data.lifeOrDeath ? 'common.yes' : 'common.no')],
            ]}
          />
          <ol className="rows">
            {words(data).map(({ said, at }, place) => (
              // Steps are only ever added behind: their place is their identity.
              <li key={place}>
                <span className="row-time">{longTime(at, language)}</span>
                <span className="row-text">{said}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}
