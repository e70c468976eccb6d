import { GROUP_JOIN_BASES, GROUP_REMOVALS } from '@xiezhi/contracts';
import { Link } from 'react-router';
import type { CaseStatus } from '../../api/aid-cases.ts';
import type { HelpStatus } from '../../api/duty-helps.ts';
import type { GroupMember } from '../../api/group-matters.ts';
import { MAX_CHOSEN } from '../../api/worklist.ts';
import type { RequestStatus } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { StatusTag } from '../../parts/status-tag.tsx';
import { CaseStatusTag } from '../aid-cases/case-status.tsx';
import { HelpStatusTag } from '../duty-help/help-status.tsx';
import { PAGE_OF } from '../sensitive/page-of.ts';

interface MemberTableProps {
  readonly members: readonly GroupMember[];
  readonly nameOf: (member: GroupMember) => string;
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (ids: readonly string[]) => void;
}

/** Matters of a group with where each stands; what is chosen can be handled at once. */
export function MemberTable({ members, nameOf, chosen, onChosen }: MemberTableProps) {
  const { t, language } = useWords();
  const some = members.slice(0, MAX_CHOSEN).map(({ id }) => id);
  const all = some.every((id) => chosen.has(id));
  return (
    <table className="list group-members" aria-label={t('groups.matters')}>
      <thead>
        <tr>
          <th scope="col" className="choose">
            <input type="checkbox" aria-label={t('groups.chooseAll')} checked={all} onChange={() => onChosen(all ? [] : some)} />
          </th>
          {(['matter', 'status', 'due', 'lawyer', 'basis'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`groups.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => {
          const { id, matterKind, basis, joinedAt, standing } = member;
          const name = nameOf(member);
          return (
            <tr key={id}>
              <td className="choose">
                <input
                  type="checkbox"
                  aria-label={t('groups.choose', { name })}
                  checked={chosen.has(id)}
                  onChange={() => onChosen(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id])}
                />
              </td>
              <th scope="row" data-label={t('groups.column.matter')}>
                {standing === null ? (
                  <Mixed text={name} />
                ) : (
                  <Link to={`${PAGE_OF[matterKind]}/${id}`}>
                    <Mixed text={name} />
                  </Link>
                )}
                <span className="quiet">
                  {t(`sensitive.kind.${matterKind}`)}
                  {standing?.sensitive === true && ` · ▲ ${t('groups.sensitive')}`}
                </span>
              </th>
              <td data-label={t('groups.column.status')}>
                <MemberStatus member={member} />
              </td>
              <td data-label={t('groups.column.due')}>
                {standing === null || standing.dueAt === null ? '–' : longTime(standing.dueAt, language)}
              </td>
              <td data-label={t('groups.column.lawyer')}>
                {standing === null || !standing.open ? '–' : t(standing.lawyerId === null ? 'groups.unassigned' : 'groups.assigned')}
              </td>
              <td data-label={t('groups.column.basis')}>
                {nameIn(GROUP_JOIN_BASES, basis, language)}
                <span className="quiet">{longTime(joinedAt, language)}</span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function MemberStatus({ member: { matterKind, standing } }: { readonly member: GroupMember }) {
  const { t } = useWords();
  if (standing === null) return <span className="quiet">{t('groups.elsewhere')}</span>;
  switch (matterKind) {
    case 'defence-request':
      return <StatusTag status={standing.status as RequestStatus} />;
    case 'duty-help':
      return <HelpStatusTag status={standing.status as HelpStatus} />;
    case 'aid-case':
      return <CaseStatusTag status={standing.status as CaseStatus} />;
  }
}

/** Matters that were in the group: why, and why no more. */
export function FormerMembers({ members, nameOf }: Pick<MemberTableProps, 'members' | 'nameOf'>) {
  const { language } = useWords();
  return (
    <ul className="rows">
      {members.map((member) => (
        <li key={member.id}>
          <span className="row-text">
            <Link to={`${PAGE_OF[member.matterKind]}/${member.id}`}>
              <Mixed text={nameOf(member)} />
            </Link>
            <span className="quiet">
              {[
                nameIn(GROUP_JOIN_BASES, member.basis, language),
                member.removal === null ? null : nameIn(GROUP_REMOVALS, member.removal, language),
                member.removedAt === null ? null : longTime(member.removedAt, language),
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
