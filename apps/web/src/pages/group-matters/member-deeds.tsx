import { GROUP_REMOVALS, SENSITIVE_REASONS } from '@xiezhi/contracts';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { BulkOutcome } from '../../api/bulk.ts';
import { useMemberDeed, type GroupMember, type MemberDeed } from '../../api/group-matters.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { BulkProgress, BulkResult } from '../../parts/bulk-result.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { LawyerSelect } from './lawyer-select.tsx';
import { optionsOf } from './codes.ts';

const MAX_TEXT = 2_000;
const NEEDS = {
  flag: 'assignment.sensitive-matter.flag',
  search: 'assignment.lawyer-search.begin',
  assign: 'assignment.defence-request.assign',
  remind: 'assignment.defence-request.remind',
  remove: 'assignment.group-matter.remove',
} as const;
const DEEDS = Object.keys(NEEDS) as readonly MemberDeed[];

/** Of the chosen, those whose kind and state have the deed at all. Whose help a duty lawyer gives follows from the rota. */
function concerned(deed: MemberDeed, chosen: readonly GroupMember[]): readonly GroupMember[] {
  if (deed === 'flag' || deed === 'remove') return chosen;
  const open = chosen.filter(({ standing }) => standing?.open === true);
  if (deed === 'remind') return open.filter(({ matterKind }) => matterKind === 'defence-request');
  return open.filter(({ matterKind, standing }) => matterKind !== 'duty-help' && standing?.lawyerId === null);
}

interface MemberDeedsProps {
  readonly group: string;
  readonly chosen: readonly GroupMember[];
  readonly nameOf: (member: GroupMember) => string;
  /** What stays chosen. */
  readonly onChosen: (ids: readonly string[]) => void;
}

/** What can be done with several members at once, and what became of it. */
export function MemberDeeds({ group, chosen, nameOf, onChosen }: MemberDeedsProps) {
  const { t } = useWords();
  const may = useMay();
  // Of whom is asked stays as it was asked: what was done already changes the list behind the question.
  const [asking, setAsking] = useState<{ readonly deed: MemberDeed; readonly members: readonly GroupMember[] } | null>(null);
  const [outcome, setOutcome] = useState<BulkOutcome<GroupMember> | null>(null);
  return (
    <>
      {outcome !== null && <BulkResult outcome={outcome} nameOf={nameOf} onClose={() => setOutcome(null)} />}
      {chosen.length > 0 && (
        <div className="bulk" role="group" aria-label={t('worklist.bulk.title')}>
          <span role="status">{t('worklist.bulk.chosen', { count: chosen.length })}</span>
          {DEEDS.filter((deed) => may(NEEDS[deed]) && concerned(deed, chosen).length > 0).map((deed) => (
            <Button key={deed} onClick={() => setAsking({ deed, members: concerned(deed, chosen) })}>
              {t(`groups.deed.${deed}`)}
            </Button>
          ))}
          <Button type="text" onClick={() => onChosen([])}>
            {t('worklist.bulk.none')}
          </Button>
        </div>
      )}
      {asking !== null && (
        <DeedDialog
          group={group}
          deed={asking.deed}
          members={asking.members}
          onDone={(told) => {
            setAsking(null);
            setOutcome(told);
            onChosen(told.failed.map(({ item }) => item.id));
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

interface DeedDialogProps {
  readonly group: string;
  readonly deed: MemberDeed;
  readonly members: readonly GroupMember[];
  readonly onDone: (outcome: BulkOutcome<GroupMember>) => void;
  readonly onClose: () => void;
}

function DeedDialog({ group, deed, members, onDone, onClose }: DeedDialogProps) {
  const { t, language } = useWords();
  const [form] = Form.useForm<{ readonly reason?: string; readonly text?: string; readonly lawyerId?: string }>();
  const { run, progress } = useMemberDeed(group, deed);
  const needed = { required: true, message: t('groups.needed') };
  return (
    <Modal
      open
      title={t(`groups.deed.${deed}`)}
      okText={t(`groups.deed.${deed}It`, { count: members.length })}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: progress !== null, danger: deed === 'flag' || deed === 'remove' }}
      cancelButtonProps={{ disabled: progress !== null }}
      closable={progress === null}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t(`groups.deed.${deed}Text`)}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        onFinish={(values) => void run(members, values).then(onDone)}
      >
        {deed === 'flag' && (
          <>
            <Form.Item name="reason" label={t('groups.deed.flagReason')} rules={[needed]} initialValue="mass_matter">
              <NativeSelect chosen options={optionsOf(SENSITIVE_REASONS, language)} />
            </Form.Item>
            <Form.Item name="text" label={t('groups.deed.written')} rules={[needed]}>
              <Input.TextArea rows={4} maxLength={MAX_TEXT} />
            </Form.Item>
          </>
        )}
        {deed === 'assign' && (
          <Form.Item name="lawyerId" label={t('groups.deed.lawyer')} extra={t('groups.deed.lawyerHint')} rules={[needed]}>
            <LawyerSelect of={members[0]!} />
          </Form.Item>
        )}
        {deed === 'remove' && (
          <Form.Item name="reason" label={t('groups.deed.removal')} rules={[needed]}>
            <NativeSelect options={optionsOf(GROUP_REMOVALS, language)} />
          </Form.Item>
        )}
      </Form>
      <BulkProgress progress={progress} all={members.length} />
    </Modal>
  );
}
