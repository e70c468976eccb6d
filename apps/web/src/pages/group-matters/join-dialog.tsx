import { Form, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { BulkOutcome } from '../../api/bulk.ts';
import { useGroupChoices, useJoining, useOpenGroup, type Joinable } from '../../api/group-matters.ts';
import { Problem } from '../../api/problem.ts';
import { useWords } from '../../i18n/index.ts';
import { BulkProgress, BulkResult } from '../../parts/bulk-result.tsx';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { BasisField, NewGroupFields } from './group-form.tsx';

interface Values {
  readonly group?: string;
  readonly title?: string;
  readonly reason?: string;
  readonly basis?: string;
}

interface JoinDialogProps {
  readonly matters: readonly Joinable[];
  /** Why they belong together, where that is known. */
  readonly basis?: string;
  readonly onClose: () => void;
}

interface Joined {
  readonly group: string;
  readonly outcome: BulkOutcome<Joinable>;
}

/** 并入群体性案件: joins matters to a group that there is, or to a new one, and says of each what became of it. */
export function JoinDialog({ matters, basis: known, onClose }: JoinDialogProps) {
  const { t, language } = useWords();
  const [form] = Form.useForm<Values>();
  const { data: choices, error, refetch } = useGroupChoices();
  const opening = useOpenGroup();
  const { join, progress } = useJoining();
  const [joined, setJoined] = useState<Joined | null>(null);
  const busy = progress !== null || opening.isPending;
  const submit = async ({ group = '', title = '', reason = '', basis = '' }: Values): Promise<void> => {
    try {
      const to = group === '' ? (await opening.mutateAsync({ title, reason })).id : group;
      setJoined({ group: to, outcome: await join(to, matters, basis) });
    } catch (refused) {
      if (!(refused instanceof Problem)) throw refused;
      showFaults(refused, form, t, language);
    }
  };
  return (
    <Modal
      open
      title={t('groups.join.action')}
      okText={t('groups.join.it', { count: matters.length })}
      cancelText={joined === null ? t('common.cancel') : t('common.close')}
      okButtonProps={{ loading: busy, hidden: joined !== null, disabled: choices === undefined }}
      cancelButtonProps={{ disabled: busy }}
      closable={!busy}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {opening.error !== null && <ProblemAlert error={opening.error} focus />}
      {joined !== null ? (
        <>
          <BulkResult outcome={joined.outcome} nameOf={({ name }) => name} />
          <Link to={`/group-matters/${joined.group}`}>{t('groups.join.see')}</Link>
        </>
      ) : (
        <>
          <p>{t('groups.join.text')}</p>
          {choices === undefined ? (
            error === null && <Loading rows={2} />
          ) : (
            <Form
              form={form}
              layout="vertical"
              requiredMark={false}
              scrollToFirstError={{ focus: true }}
              initialValues={{ group: known === undefined ? (choices[0]?.id ?? '') : '', basis: known }}
              onFinish={(values) => void submit(values)}
            >
              <Form.Item name="group" label={t('groups.join.group')}>
                <NativeSelect none={t('groups.join.fresh')} options={choices.map(({ id, title }) => ({ value: id, label: title }))} />
              </Form.Item>
              <Form.Item noStyle shouldUpdate={(before: Values, now: Values) => before.group !== now.group}>
                {({ getFieldValue }) => ((getFieldValue('group') ?? '') === '' ? <NewGroupFields /> : null)}
              </Form.Item>
              <BasisField />
            </Form>
          )}
          <BulkProgress progress={progress} all={matters.length} />
        </>
      )}
    </Modal>
  );
}
