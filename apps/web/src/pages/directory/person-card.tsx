import { useOpenPerson } from '../../api/registers.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { PurposeButton } from '../../parts/purpose-button.tsx';

interface PersonCardProps {
  readonly list: 'lawyers' | 'aid-workers';
  readonly id: string;
  readonly why: string;
  readonly open: string;
}

/** A person of a register, opened on demand: the reading is recorded with its purpose. */
export function PersonCard({ list, id, why, open }: PersonCardProps) {
  const { t } = useWords();
  const may = useMay();
  const { mutate, data, error, isPending } = useOpenPerson(list, id);
  if (!may(list === 'lawyers' ? 'directory.lawyer.open' : 'directory.aid-worker.open')) return null;
  const details = data?.details;
  return (
    <Card title={t('registers.lawyer.person')}>
      {error !== null && <ProblemAlert error={error} focus />}
      {data === undefined && (
        <>
          <p className="quiet">{why}</p>
          <PurposeButton label={open} usual="contact" loading={isPending} onOpen={mutate} />
        </>
      )}
      <div aria-live="polite">
        {details === null && <p>{t('common.erased')}</p>}
        {details !== undefined && details !== null && (
          <Facts
            items={[
              [t('lawyers.name'), details.name],
              [
                t('lawyers.phone'),
                <a key="phone" href={`tel:${details.phone}`}>
                  {details.phone}
                </a>,
              ],
              details.licenceNumber === undefined ? null : [t('lawyers.licence'), details.licenceNumber],
            ]}
          />
        )}
      </div>
    </Card>
  );
}
