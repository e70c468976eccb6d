import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Lawyer } from '../../api/types.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ChangesCard } from './changes-card.tsx';
import { LawyerStatusDialog } from './lawyer-status-dialog.tsx';
import { LawyerStatus } from './lawyer-status.tsx';
import { PersonCard } from './person-card.tsx';
import { RowPage } from './row-page.tsx';
import { useValueText } from './value-text.ts';

/** 一名律师: what is registered, who it is on demand, and what became of it. */
export function LawyerPage() {
  const { t } = useWords();
  return (
    <RowPage<Lawyer> list="lawyers" title={t('lawyers.title')}>
      {(lawyer) => <Shown lawyer={lawyer} />}
    </RowPage>
  );
}

function Shown({ lawyer }: { readonly lawyer: Lawyer }) {
  const { t } = useWords();
  const may = useMay();
  const [changing, setChanging] = useState(false);
  const { id, name } = lawyer;
  return (
    <Page
      title={t('registers.lawyer.title', { name: name ?? t('lawyers.erased') })}
      documentTitle={t('lawyers.title')}
      aside={
        <div>
          <LawyerStatus lawyer={lawyer} />
        </div>
      }
      {...(may('directory.lawyer.change') &&
        name !== null && {
          actions: (
            <>
              <LinkButton to={`/lawyers/${id}/edit`} type="primary">
                {t('registers.lawyer.edit')}
              </LinkButton>
              <Button onClick={() => setChanging(true)}>{t('lawyers.change')}</Button>
            </>
          ),
        })}
    >
      <div className="columns">
        <LawyerFacts lawyer={lawyer} />
        <div>
          <PersonCard list="lawyers" id={id} why={t('registers.lawyer.personWhy')} open={t('registers.lawyer.open')} />
          <ChangesCard list="lawyers" id={id} />
        </div>
      </div>
      {changing && <LawyerStatusDialog lawyer={lawyer} onClose={() => setChanging(false)} />}
    </Page>
  );
}

function LawyerFacts({ lawyer }: { readonly lawyer: Lawyer }) {
  const { t } = useWords();
  const may = useMay();
  const text = useValueText();
  const { firm, firmId, gender, practiceYears, criminalDefenceYears, minorsTrained, specialities, languages, divisions } = lawyer;
  const { visitingUntil, visitingFrom } = lawyer;
  return (
    <Card title={t('registers.lawyer.facts')}>
      <Facts
        items={[
          [
            t('lawyers.firm'),
            firmId !== null && may('directory.law-firm.read') ? (
              <Link key="firm" to={`/law-firms/${firmId}`}>
                {firm}
              </Link>
            ) : (
              firm
            ),
          ],
          [t('lawyers.practiceYears'), t('lawyers.years', { count: practiceYears })],
          [t('lawyers.criminalDefenceYears'), t('lawyers.years', { count: criminalDefenceYears })],
          [t('lawyers.minorsTrained'), t(minorsTrained ? 'common.yes' : 'common.no')],
          [t('registers.fields.specialities'), text('specialities', specialities)],
          [t('lawyers.languages'), text('languages', languages)],
          [t('registers.fields.gender'), gender === null ? t('common.notGiven') : t(`registers.genders.${gender}`)],
          [t('lawyers.divisions'), text('divisions', divisions)],
          visitingUntil === null || visitingFrom === null
            ? null
            : [t('registers.lawyer.visit'), t('registers.lawyer.visitOf', { from: visitingFrom, until: visitingUntil })],
        ]}
      />
    </Card>
  );
}
