import type { useMay } from '../api/session.ts';

/** Entries of the navigation, in their order; each is there for those who may use it. */
const ENTRIES = [
  { to: '/', key: 'home', needs: null },
  { to: '/requests', key: 'requests', needs: 'assignment.defence-request.list' },
  { to: '/requests/new', key: 'newNotice', needs: 'assignment.defence-request.send' },
  { to: '/dashboard', key: 'dashboard', needs: 'coordination.dashboard.read' },
  { to: '/news', key: 'news', needs: 'referrals.news.read' },
  { to: '/agencies', key: 'agencies', needs: 'directory.agency.record' },
  { to: '/lawyers', key: 'lawyers', needs: 'directory.lawyer.list' },
] as const;

export type NavigationEntry = (typeof ENTRIES)[number];

/** What the signed-in person may go to. */
export const entriesFor = (may: ReturnType<typeof useMay>): readonly NavigationEntry[] =>
  ENTRIES.filter(({ needs }) => needs === null || may(needs));

/** The entry that a page belongs to: the longest address it lies under. */
export function entryOf(pathname: string, entries: readonly NavigationEntry[]): string {
  const under = entries.filter(({ to }) => (to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`)));
  return under.toSorted((a, b) => b.to.length - a.to.length)[0]?.to ?? '';
}
