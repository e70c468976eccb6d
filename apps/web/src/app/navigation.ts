import type { useMay } from '../api/session.ts';

/**
 * The pages that the navigation leads to, in their order; each is there for those who may use it. Pages of one section
 * share one entry of the navigation and are reached from each other by the links under their headings.
 */
const PAGES = [
  { to: '/', key: 'home', section: 'home', needs: null },
  { to: '/requests', key: 'requests', section: 'requests', needs: 'assignment.defence-request.list' },
  { to: '/requests/new', key: 'newNotice', section: 'newNotice', needs: 'assignment.defence-request.send' },
  { to: '/requests/discoveries/new', key: 'newDiscovery', section: 'newNotice', needs: 'assignment.defence-request.discover' },
  { to: '/early-notices', key: 'earlyNotices', section: 'requests', needs: 'assignment.early-notice.list' },
  { to: '/duty-help', key: 'dutyHelp', section: 'dutyHelp', needs: 'assignment.duty-help.list' },
  { to: '/aid-cases', key: 'aidCases', section: 'aidCases', needs: 'assignment.aid-case.list' },
  { to: '/obligations', key: 'obligations', section: 'obligations', needs: 'assignment.obligation.list' },
  { to: '/offers', key: 'offers', section: 'offers', needs: 'assignment.lawyer-offer.list' },
  { to: '/letters', key: 'letters', section: 'letters', needs: 'assignment.letter.register' },
  { to: '/sensitive', key: 'sensitive', section: 'sensitive', needs: 'assignment.sensitive-report.list' },
  { to: '/group-matters', key: 'groupMatters', section: 'sensitive', needs: 'assignment.group-matter.list' },
  { to: '/my-cases', key: 'myCases', section: 'myCases', needs: 'assignment.my-case.list' },
  { to: '/calendar', key: 'calendar', section: 'calendar', needs: 'assignment.case-date.list' },
  { to: '/dashboard', key: 'dashboard', section: 'dashboard', needs: 'coordination.dashboard.read' },
  { to: '/news', key: 'news', section: 'news', needs: 'referrals.news.read' },
  { to: '/agencies', key: 'agencies', section: 'units', needs: 'directory.export.read' },
  { to: '/divisions', key: 'divisions', section: 'units', needs: 'directory.export.read' },
  { to: '/institutions', key: 'institutions', section: 'units', needs: 'directory.export.read' },
  { to: '/stations', key: 'stations', section: 'units', needs: 'directory.export.read' },
  { to: '/imports', key: 'imports', section: 'units', needs: 'directory.export.read' },
  { to: '/lawyers', key: 'lawyers', section: 'people', needs: 'directory.lawyer.list' },
  { to: '/law-firms', key: 'lawFirms', section: 'people', needs: 'directory.law-firm.list' },
  { to: '/aid-workers', key: 'aidWorkers', section: 'people', needs: 'directory.aid-worker.list' },
  { to: '/duty-rota', key: 'dutyRota', section: 'people', needs: 'directory.duty-rota.list' },
  { to: '/reference-values', key: 'referenceValues', section: 'rules', needs: 'directory.reference-value.list' },
  { to: '/calendars', key: 'calendars', section: 'rules', needs: 'directory.calendar.days' },
  { to: '/quality/complaints', key: 'complaints', section: 'quality', needs: 'assignment.complaint.list' },
  { to: '/quality/visits', key: 'visits', section: 'quality', needs: 'assignment.return-visit.list' },
  { to: '/quality/inspections', key: 'inspections', section: 'quality', needs: 'assignment.inspection.list' },
  { to: '/quality/trackings', key: 'trackings', section: 'quality', needs: 'assignment.case-tracking.list' },
  { to: '/quality/reviews', key: 'reviews', section: 'quality', needs: 'assignment.peer-review.list' },
  { to: '/quality/accountabilities', key: 'accountabilities', section: 'quality', needs: 'assignment.accountability.list' },
  { to: '/quality/overview', key: 'qualityOverview', section: 'quality', needs: 'assignment.quality-overview.read' },
  { to: '/access-log', key: 'accessLog', section: 'oversight', needs: 'access-log.read' },
  { to: '/erasures', key: 'erasures', section: 'oversight', needs: 'directory.erasure.list' },
  { to: '/retention', key: 'retention', section: 'oversight', needs: 'assignment.retention.list' },
  { to: '/log', key: 'logs', section: 'oversight', needs: 'referrals.log-witness.list' },
  { to: '/operations', key: 'operations', section: 'operations', needs: 'operations.readers.read' },
  { to: '/accounts', key: 'accounts', section: 'accounts', needs: 'directory.account.list' },
  { to: '/system-keys', key: 'systemKeys', section: 'accounts', needs: 'directory.system-key.list' },
  { to: '/data-use-terms', key: 'terms', section: 'accounts', needs: 'directory.data-use-terms.standings' },
] as const;

export type NavigationPage = (typeof PAGES)[number];
type May = ReturnType<typeof useMay>;

const pagesFor = (may: May): readonly NavigationPage[] => PAGES.filter(({ needs }) => needs === null || may(needs));

/** The page that an address belongs to: the longest address it lies under. */
const pageOf = (pathname: string, pages: readonly NavigationPage[]): NavigationPage | undefined =>
  pages
    .filter(({ to }) => (to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`)))
    .toSorted((a, b) => b.to.length - a.to.length)[0];

/** An entry of the navigation: a section, which opens at the first of its pages that the person may use. */
export interface NavigationEntry {
  readonly section: NavigationPage['section'];
  readonly to: string;
  readonly here: boolean;
}

/** Where the signed-in person may go, one entry for each section. */
export function entriesFor(may: May, pathname: string): readonly NavigationEntry[] {
  const pages = pagesFor(may);
  const here = pageOf(pathname, pages)?.section;
  const first = pages.filter(({ section }, place) => pages.findIndex((page) => page.section === section) === place);
  return first.map(({ section, to }) => ({ section, to, here: section === here }));
}

/** The pages that the signed-in person may use, by section. */
export const sectionsFor = (may: May): ReadonlyMap<NavigationPage['section'], readonly NavigationPage[]> =>
  Map.groupBy(pagesFor(may), ({ section }) => section);

/** The pages of the section that an address lies in, when it has more than one for this person. */
export function neighboursOf(may: May, pathname: string): readonly (NavigationPage & { readonly here: boolean })[] {
  const pages = pagesFor(may);
  const here = pageOf(pathname, pages);
  const neighbours = pages.filter(({ section }) => section === here?.section);
  return neighbours.length > 1 ? neighbours.map((page) => ({ ...page, here: page === here })) : [];
}
