import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import type { BulkOutcome } from '../../api/bulk.ts';
import { fileAddress, useBulkCommand } from '../../api/worklist.ts';
import { useMay, useSession } from '../../api/session.ts';
import type { DefenceRequest, RequestFilter } from '../../api/types.ts';
import { instantOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { BulkProgress, BulkResult } from '../../parts/bulk-result.tsx';
import type { DayAndTime } from '../../parts/date-time-field.tsx';
import { JoinDialog } from '../group-matters/join-dialog.tsx';
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
  const [asking, setAsking] = useState<'service' | 'remind' | 'join' | null>(null);
  const [outcome, setOutcome] = useState<BulkOutcome<DefenceRequest> | null>(null);
  const ids = chosen.map(({ id }) => id);
  const serves = may('assignment.defence-request.service') && chosen.some(({ institution }) => institution === agency);
  const reminds = may('assignment.defence-request.remind') && chosen.some((request) => remindable(request, session));
  const own = chosen.filter(({ institution }) => institution === agency);
  const joins = may('assignment.group-matter.join') && own.length > 0;
  const finish = (told: BulkOutcome<DefenceRequest>): void => {
    setAsking(null);
    setOutcome(told);
    onChosen(told.failed.map(({ item }) => item.id));
  };
  return (
    <>
      {outcome !== null && (
        <BulkResult outcome={outcome} nameOf={({ facts, id }) => facts?.caseNumber ?? id} onClose={() => setOutcome(null)} />
      )}
      {chosen.length > 0 && (
        <div className="bulk" role="group" aria-label={t('worklist.bulk.title')}>
          <span role="status">{t('worklist.bulk.chosen', { count: chosen.length })}</span>
          {serves && <Button onClick={() => setAsking('service')}>{t('worklist.bulk.service')}</Button>}
          {reminds && <Button onClick={() => setAsking('remind')}>{t('worklist.bulk.remind')}</Button>}
          {joins && <Button onClick={() => setAsking('join')}>{t('groups.join.action')}</Button>}
          <Button href={fileAddress(filter, 'xlsx', ids)} download>
            {t('worklist.bulk.export')}
          </Button>
          <Button type="text" onClick={() => onChosen([])}>
            {t('worklist.bulk.none')}
          </Button>
        </div>
      )}
      {asking === 'service' && <ServeAll chosen={chosen} onDone={finish} onClose={() => setAsking(null)} />}
      {asking === 'join' && (
        <JoinDialog
          matters={own.map(({ id, caseNumber }) => ({ id, kind: 'defence-request', name: caseNumber ?? id }))}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'remind' && <RemindAll chosen={chosen} onDone={finish} onClose={() => setAsking(null)} />}
    </>
  );
}

interface BulkDialogProps {
  readonly chosen: readonly DefenceRequest[];
  readonly onDone: (outcome: BulkOutcome<DefenceRequest>) => void;
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
      <BulkProgress progress={progress} all={chosen.length} />
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
      <BulkProgress progress={progress} all={chosen.length} />
    </Modal>
  );
}
