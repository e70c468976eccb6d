import { Button } from 'antd';
import { useId, useRef, useState } from 'react';
import { ACCEPTED, downloadAddress, mediaTypeOf, useFilePaper, usePapers } from '../../api/papers.ts';
import { PAPER_KINDS, type DefenceRequest, type PaperKind } from '../../api/types.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Card } from '../../parts/page.tsx';
import { PaperList } from '../../parts/paper-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

/** The papers of a request as files (随案材料): both parties read them, its sender files them while the request is open. */
export function PapersCard({ request: { id, organ, open } }: { readonly request: DefenceRequest }) {
  const { t } = useWords();
  const { agency } = useSession();
  const may = useMay();
  const papers = usePapers(id);
  return (
    <Card title={t('requests.papers.title')}>
      <PaperList papers={papers} addressOf={(paperId) => downloadAddress(id, paperId, 'case_handling')} />
      {open && organ === agency && may('assignment.paper.attach') && <FilePaper id={id} />}
    </Card>
  );
}

function FilePaper({ id }: { readonly id: string }) {
  const { t } = useWords();
  const [kindId, fileId] = [useId(), useId()];
  const [kind, setKind] = useState<PaperKind>('indictment');
  const [file, setFile] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { mutate, error, isPending, progress } = useFilePaper(id);
  const mediaType = file === null ? null : mediaTypeOf(file.name);
  const filed = (): void => {
    setFile(null);
    if (input.current !== null) input.current.value = '';
  };
  return (
    <form
      className="adding no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null && mediaType !== null) mutate({ file, mediaType, kind }, { onSuccess: filed });
      }}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <label htmlFor={kindId}>{t('notice.field.paperKind')}</label>
      <NativeSelect
        id={kindId}
        chosen
        options={PAPER_KINDS.map((code) => ({ value: code, label: t(`notice.paper.${code}`) }))}
        value={kind}
        onChange={(value) => setKind(PAPER_KINDS.find((code) => code === value) ?? kind)}
      />
      <label htmlFor={fileId}>{t('requests.papers.file')}</label>
      <input
        ref={input}
        id={fileId}
        type="file"
        accept={ACCEPTED}
        aria-describedby={`${fileId}-hint`}
        onChange={({ target }) => setFile(target.files?.[0] ?? null)}
      />
      <span id={`${fileId}-hint`} className="quiet">
        {t('requests.papers.hint')}
      </span>
      {file !== null && mediaType === null && <p role="alert">{t('requests.papers.wrongType')}</p>}
      {progress !== null && <progress aria-label={t('requests.papers.progress')} value={progress} max={1} />}
      <Button htmlType="submit" loading={isPending} disabled={mediaType === null}>
        {t('requests.papers.submit')}
      </Button>
    </form>
  );
}
