import { ROLES } from '@xiezhi/contracts';
import { useAgencies } from '../../api/directory.ts';
import { useSession } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import type { FilterField } from '../directory/filter-bar.tsx';

/** Roles with power over others: the platform's administrator alone gives them. */
const MANAGING: readonly string[] = ['administrator', 'agency_administrator', 'operator', 'privacy_officer'];

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Whose people and systems the signed-in person manages. */
export function useManaging(): {
  /** The one agency, or `null` for all of the region. */
  readonly agency: string | null;
  readonly agencies: readonly Choice[];
  /** Roles that may be given to people of an agency. */
  readonly rolesOf: (agency: string) => readonly Choice[];
  readonly roles: readonly Choice[];
  /** Whether accounts in a role may be changed. */
  readonly manages: (role: string) => boolean;
  readonly agencyField: readonly FilterField[];
} {
  const { t, language } = useWords();
  const { agency, agencyKind, role } = useSession();
  const all = role === 'administrator';
  const { data = [] } = useAgencies(all);
  const named = (codes: readonly string[]): readonly Choice[] =>
    codes.map((code) => ({ value: code, label: nameIn(ROLES, code, language) }));
  const agencies = data
    .filter(({ active }) => active)
    .map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }));
  const rolesOf = (of: string): readonly Choice[] => {
    const kind = all ? data.find(({ code }) => code === of)?.kind : agencyKind;
    const may = ROLES.filter(({ agencyKinds }) => (agencyKinds as readonly string[]).includes(kind ?? ''));
    return named(may.map(({ code }) => code).filter((code) => all || !MANAGING.includes(code)));
  };
  return {
    agency: all ? null : agency,
    agencies,
    manages: (of) => all || !MANAGING.includes(of),
    rolesOf,
    roles: all ? named(ROLES.map(({ code }) => code)) : rolesOf(agency),
    agencyField: all ? [{ name: 'agency', label: t('accounts.list.agency'), kind: 'choice', options: agencies }] : [],
  };
}
