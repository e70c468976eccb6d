import { DUTY_HOLDER_KINDS, OBLIGATION_SIDES, OBLIGATION_TABS, type ObligationAsk, type ObligationTab } from '../../api/obligations.ts';

/** What narrows a ledger besides its tab and side. */
export const NARROWING = ['clock', 'holder', 'county', 'agency', 'dueFrom', 'dueBy'] as const satisfies readonly (keyof ObligationAsk)[];
export type Narrowing = (typeof NARROWING)[number];

/** A view of the ledger: all of it stands in its address, so that a link is a view. */
export type LedgerAsk = ObligationAsk & { readonly state: ObligationTab };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What cannot be meant is left out: an address is typed by people, too. */
const isMeant = (name: Narrowing, value: string): boolean => {
  if (name === 'dueFrom' || name === 'dueBy') return DAY.test(value) && !Number.isNaN(Date.parse(value));
  return name === 'holder' ? DUTY_HOLDER_KINDS.some((kind) => kind === value) : value !== '';
};

/** What an address asks for. */
export function ledgerAskOf(search: URLSearchParams): LedgerAsk {
  const given = NARROWING.map((name) => [name, search.get(name) ?? ''] as const).filter(([name, value]) => isMeant(name, value));
  return {
    state: OBLIGATION_TABS.find((tab) => tab === search.get('state')) ?? 'running',
    side: OBLIGATION_SIDES.find((one) => one === search.get('side')) ?? 'mine',
    ...Object.fromEntries(given),
  };
}

/** How a view stands in an address. */
export const ledgerAddressOf = (ask: LedgerAsk): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(ask).filter(([, value]) => value !== ''));
