import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { useDeleteView, useSaveView, useViews } from '../../api/worklist.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';
import { addressOf, askOf, filterOf, type WorklistAsk } from './worklist-address.ts';

const MAX_NAME = 30;

/** 视图: one's own named filters, kept with the account, and how to keep what is shown now. */
export function ViewsBar({ ask }: { readonly ask: WorklistAsk }) {
  const { t } = useWords();
  const { data, error } = useViews(true);
  const { mutate: drop, error: notDropped } = useDeleteView();
  const [saving, setSaving] = useState(false);
  const here = new URLSearchParams(addressOf(ask)).toString();
  const views = data?.items ?? [];
  const failed = error ?? notDropped;
  return (
    <div className="views">
      {failed !== null && <ProblemAlert error={failed} />}
      {views.length > 0 && (
        <nav aria-label={t('worklist.views.title')}>
          <ul>
            {views.map(({ id, name, filter }) => {
              const to = new URLSearchParams(addressOf(askOf(new URLSearchParams({ ...filter })))).toString();
              return (
                <li key={id}>
                  <Link to={`/requests?${to}`} {...(to === here && { 'aria-current': 'page' as const })}>
                    <Mixed text={name} />
                  </Link>
                  {to === here && (
                    <Button size="small" type="text" aria-label={t('worklist.views.delete', { name })} onClick={() => drop(id)}>
                      ✕
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        </nav>
      )}
      {here !== '' && (
        <Button size="small" onClick={() => setSaving(true)}>
          {t('worklist.views.save')}
        </Button>
      )}
      {saving && <SaveView ask={ask} onClose={() => setSaving(false)} />}
    </div>
  );
}

function SaveView({ ask, onClose }: { readonly ask: WorklistAsk; readonly onClose: () => void }) {
  const { t, language } = useWords();
  const [form] = Form.useForm<{ readonly name: string }>();
  const { mutate, error, isPending } = useSaveView();
  const save = ({ name }: { readonly name: string }): void =>
    mutate(
      { name, filter: filterOf(ask) },
      {
        onSuccess: onClose,
        onError: (refused) => {
          if (!(refused instanceof Problem)) return;
          const [fault] = refused.errors;
          if (fault !== undefined) form.setFields([{ name: 'name', errors: [faultText(fault.code, fault.detail, t, language)] }]);
        },
      },
    );
  return (
    <Modal
      open
      title={t('worklist.views.save')}
      okText={t('worklist.views.saveIt')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} />}
      <p>{t('worklist.views.about')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={save}>
        <Form.Item
          name="name"
          label={t('worklist.views.name')}
          extra={t('worklist.views.nameHint')}
          rules={[{ required: true, whitespace: true, message: t('common.fault.required') }]}
        >
          <Input maxLength={MAX_NAME} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
