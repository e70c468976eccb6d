import { Button } from 'antd';
import { useParams } from 'react-router';
import { certificateFile, useCertificate, type Certificate } from '../../api/oversight.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { CertificateView } from './certificate-view.tsx';
import { EraseForm } from './erase-form.tsx';
import './oversight.css';

/** 个人信息删除: how far a person's erasure is, with its certificate; or the form that orders one. */
export function ErasurePage() {
  const { t } = useWords();
  const may = useMay();
  const { personId = '' } = useParams();
  const { data, error, refetch } = useCertificate(personId);
  return (
    <Page
      title={titleOf(data ?? null, t('oversight.erasures.pageTitle'))}
      {...(data != null && { actions: <Actions certificate={data} /> })}
    >
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data === null && (
        <Card title={t('oversight.erasures.none')}>
          <p className="quiet">
            {t('oversight.erasures.person')} {personId}
          </p>
          {may('directory.person.erase') && (
            <>
              <p>{t('oversight.erasures.noneText')}</p>
              <EraseForm personId={personId} />
            </>
          )}
        </Card>
      )}
      {data != null && <CertificateView certificate={data} />}
    </Page>
  );
}

const titleOf = (certificate: Certificate | null, title: string): string =>
  certificate === null ? title : `${title} ${certificate.decision}`;

function Actions({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useWords();
  return (
    <>
      <Button onClick={() => window.print()}>{t('common.print')}</Button>
      <Button type="primary" href={certificateFile(certificate.personId)} download={`erasure-${certificate.personId}.txt`}>
        {t('oversight.erasures.download')}
      </Button>
    </>
  );
}
