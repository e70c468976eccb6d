import { useOpenLawyer } from '../../api/requests.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { PurposeButton } from '../../parts/purpose-button.tsx';

/** The assigned lawyer, opened on demand: the reading is recorded. */
export function LawyerCard({ request: { id, lawyerId } }: { readonly request: DefenceRequest }) {
  const { t } = useWords();
  const { mutate, data, error, isPending } = useOpenLawyer(id);
  return (
    <Card title={t('requests.detail.lawyer')}>
      {error !== null && <ProblemAlert error={error} focus />}
      {lawyerId === null && <p>{t('requests.detail.lawyerNone')}</p>}
      {lawyerId !== null && data === undefined && (
        <>
          <p className="quiet">{t('requests.detail.lawyerWhy')}</p>
          <PurposeButton label={t('requests.action.lawyer')} usual="contact" loading={isPending} onOpen={mutate} />
        </>
      )}
      {data?.assigned === true && (
        <div aria-live="polite">
          <Facts
            items={[
              [t('requests.detail.lawyerName'), data.name ?? t('common.erased')],
              [t('requests.detail.firm'), data.firm ?? ''],
              [
                t('requests.detail.phone'),
                data.phone === null || data.phone === undefined ? (
                  t('common.erased')
                ) : (
                  <a key="phone" href={`tel:${data.phone}`}>
                    {data.phone}
                  </a>
                ),
              ],
              [t('requests.detail.letterNumber'), data.letterNumber ?? ''],
            ]}
          />
        </div>
      )}
      {data?.assigned === false && <p>{t('requests.detail.lawyerNone')}</p>}
    </Card>
  );
}
