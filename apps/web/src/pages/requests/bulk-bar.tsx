import { Button, Form, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { fileAddress, useBulkCommand, type BulkOutcome } from '../../api/worklist.ts';
import { useMay, useSession } from '../../api/session.ts';
import type { DefenceRequest, RequestFilter } from '../../api/types.ts';
import { instantOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import type { DayAndTime } from '../../parts/date-time-field.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { sentenceOf } from '../../parts/problem-alert.tsx';
import { InstantField } from './command-fields.tsx';
import { remindable } from './possible-actions.ts';

interface BulkBarProps {
  readonly chosen: readonly DefenceRequest[];
  readonly filter: RequestFilter;
  /** What stays chosen. */
  readonly onChosen: (ids: readonly string[]) => void;
}

/** What can be done with several requests at once, and what became of it. */
export function BulkBar({ chosen, filter, onChosen }: BulkBarProps) {
  const { t } = useWords();
  const session = useSession();
  const { agency } = session;
  const may = useMay();
  const [asking, setAsking] = useState<'service' | 'remind' | null>(null);
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null);
  const ids = chosen.map(({ id }) => id);
  const serves = may('assignment.defence-request.service') && chosen.some(({ institution }) => institution === agency);
  const reminds = may('assignment.defence-request.remind') && chosen.some((request) => remindable(request, session));
  const finish = (told: BulkOutcome): void => {
    setAsking(null);
    setOutcome(told);
    onChosen(told.failed.map(({ request }) => request.id));
  };
  return (
    <>
      {outcome !== null && <Outcome outcome={outcome} onClose={() => setOutcome(null)} />}
      {chosen.length > 0 && (
        <div className="bulk" role="group" aria-label={t('worklist.bulk.title')}>
          <span role="status">{t('worklist.bulk.chosen', { count: chosen.length })}</span>
          {serves && <Button onClick={() => setAsking('service')}>{t('worklist.bulk.service')}</Button>}
          {reminds && <Button onClick={() => setAsking('remind')}>{t('worklist.bulk.remind')}</Button>}
          <Button href={fileAddress(filter, 'xlsx', ids)} download>
            {t('worklist.bulk.export')}
          </Button>
          <Button type="text" onClick={() => onChosen([])}>
            {t('worklist.bulk.none')}
          </Button>
        </div>
      )}
      {asking === 'service' && <ServeAll chosen={chosen} onDone={finish} onClose={() => setAsking(null)} />}
      {asking === 'remind' && <RemindAll chosen={chosen} onDone={finish} onClose={() => setAsking(null)} />}
    </>
  );
}

/** What was done, and what was not and why; it takes the focus. */
function Outcome({ outcome: { all, done, failed }, onClose }: { readonly outcome: BulkOutcome; readonly onClose: () => void }) {
  const { t, language } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [failed]);
  return (
    <div ref={box} className={failed.length === 0 ? 'bar bulk-outcome' : 'bar bar-warning bulk-outcome'} tabIndex={-1} role="alert">
      <p>
        {failed.length === 0
          ? t('worklist.bulk.allDone', { all })
          : t('worklist.bulk.someDone', { all, done: done.length, failed: failed.length })}
      </p>
      {failed.length > 0 && (
        <ul className="plain">
          {failed.map(({ request, problem }) => (
            <li key={request.id}>
              <Mixed text={request.facts?.caseNumber ?? request.id} />：{sentenceOf(problem, t, language)}
            </li>
          ))}
        </ul>
      )}
      <Button size="small" onClick={onClose}>
        {t('common.close')}
      </Button>
    </div>
  );
}

interface BulkDialogProps {
  readonly chosen: readonly DefenceRequest[];
  readonly onDone: (outcome: BulkOutcome) => void;
  readonly onClose: () => void;
}

/** 批量登记送达: the letters of several requests were handed over at one time. */
function ServeAll({ chosen, onDone, onClose }: BulkDialogProps) {
  const { t } = useWords();
  const [form] = Form.useForm<{ readonly servedAt: DayAndTime }>();
  const { run, progress } = useBulkCommand('service');
  const serve = ({ servedAt }: { readonly servedAt: DayAndTime }): void =>
    void run(chosen, { servedAt: instantOf(servedAt.day ?? '', servedAt.time ?? '') }).then(onDone);
  return (
    <Modal
      open
      title={t('worklist.bulk.service')}
      okText={t('worklist.bulk.serviceIt', { count: chosen.length })}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: progress !== null }}
      cancelButtonProps={{ disabled: progress !== null }}
      closable={progress === null}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('worklist.bulk.serviceText')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={serve} scrollToFirstError={{ focus: true }}>
        <InstantField name="servedAt" />
      </Form>
      <Progress progress={progress} all={chosen.length} />
    </Modal>
  );
}

/** 批量催办: the other sides of several requests are reminded at once; each by its own rules. */
function RemindAll({ chosen, onDone, onClose }: BulkDialogProps) {
  const { t } = useWords();
  const { run, progress } = useBulkCommand('remind');
  return (
    <Modal
      open
      title={t('worklist.bulk.remind')}
      okText={t('worklist.bulk.remindIt', { count: chosen.length })}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: progress !== null }}
      cancelButtonProps={{ disabled: progress !== null }}
      closable={progress === null}
      mask={{ closable: false }}
      onOk={() => void run(chosen, {}).then(onDone)}
      onCancel={onClose}
    >
      <p>{t('worklist.bulk.remindText')}</p>
      <Progress progress={progress} all={chosen.length} />
    </Modal>
  );
}

function Progress({ progress, all }: { readonly progress: number | null; readonly all: number }) {
  const { t } = useWords();
  if (progress === null) return null;
  return (
    <p role="status">
      <progress aria-label={t('worklist.bulk.progress')} value={progress} max={all} /> {progress} / {all}
    </p>
  );
}
