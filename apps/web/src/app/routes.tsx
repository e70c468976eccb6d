import { createBrowserRouter } from 'react-router';
import { Broken } from './broken.tsx';
import { NotFoundPage } from './not-found.tsx';
import { Loading } from '../parts/loading.tsx';
import { HomePage } from '../pages/home/home-page.tsx';
import { Shell } from './shell.tsx';

/** Each kind of quality work has a list, a form to begin one, and a page of each. */
const qualityWork = ['complaints', 'visits', 'inspections', 'trackings', 'reviews', 'accountabilities'].flatMap((path) => {
  const at = `quality/${path}`;
  const pages = async () => (await import('../pages/quality/pages.tsx')).pagesOfWork(path);
  return [
    { path: at, lazy: async () => ({ Component: (await pages()).List }) },
    { path: `${at}/new`, lazy: async () => ({ Component: (await pages()).Begin }) },
    { path: `${at}/:id`, lazy: async () => ({ Component: (await pages()).One }) },
  ];
});

/** Every page is a chunk of its own but the first: it would be asked for only once the rest is there, which costs a second on a slow line. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Broken />,
    hydrateFallbackElement: <Loading />,
    children: [
      {
        errorElement: <Broken />,
        children: [
          { index: true, Component: HomePage },
          { path: 'requests', lazy: async () => ({ Component: (await import('../pages/requests/worklist-page.tsx')).WorklistPage }) },
          { path: 'requests/new', lazy: async () => ({ Component: (await import('../pages/notice/new-notice-page.tsx')).NewNoticePage }) },
          {
            path: 'requests/discoveries/new',
            lazy: async () => ({ Component: (await import('../pages/notice/discovery-page.tsx')).DiscoveryPage }),
          },
          {
            path: 'requests/:id/notice',
            lazy: async () => ({ Component: (await import('../pages/notice/discovered-page.tsx')).DiscoveredPage }),
          },
          {
            path: 'requests/:id/correct',
            lazy: async () => ({ Component: (await import('../pages/notice/correct-page.tsx')).CorrectPage }),
          },
          {
            path: 'requests/:id/assign',
            lazy: async () => ({ Component: (await import('../pages/requests/assign-page.tsx')).AssignPage }),
          },
          {
            path: 'requests/:id/replace',
            lazy: async () => ({ Component: (await import('../pages/requests/assign-page.tsx')).ReplacePage }),
          },
          { path: 'requests/:id', lazy: async () => ({ Component: (await import('../pages/requests/request-page.tsx')).RequestPage }) },
          {
            path: 'early-notices',
            lazy: async () => ({ Component: (await import('../pages/early-notices/early-notices-page.tsx')).EarlyNoticesPage }),
          },
          { path: 'duty-help', lazy: async () => ({ Component: (await import('../pages/duty-help/help-list-page.tsx')).HelpListPage }) },
          { path: 'duty-help/new', lazy: async () => ({ Component: (await import('../pages/duty-help/new-help-page.tsx')).NewHelpPage }) },
          { path: 'duty-help/:id', lazy: async () => ({ Component: (await import('../pages/duty-help/help-page.tsx')).HelpPage }) },
          {
            path: 'aid-cases',
            lazy: async () => ({ Component: (await import('../pages/aid-cases/aid-case-list-page.tsx')).AidCaseListPage }),
          },
          {
            path: 'aid-cases/new',
            lazy: async () => ({ Component: (await import('../pages/aid-cases/new-aid-case-page.tsx')).NewAidCasePage }),
          },
          { path: 'aid-cases/:id', lazy: async () => ({ Component: (await import('../pages/aid-cases/aid-case-page.tsx')).AidCasePage }) },
          {
            path: 'aid-cases/:id/assign',
            lazy: async () => ({ Component: (await import('../pages/aid-cases/assign-case-page.tsx')).AssignCasePage }),
          },
          { path: 'offers', lazy: async () => ({ Component: (await import('../pages/offers/offers-page.tsx')).OffersPage }) },
          {
            path: 'requests/:id/letters/:letterId',
            lazy: async () => ({ Component: (await import('../pages/letters/letter-page.tsx')).RequestLetterPage }),
          },
          {
            path: 'aid-cases/:id/letters/:letterId',
            lazy: async () => ({ Component: (await import('../pages/letters/letter-page.tsx')).CaseLetterPage }),
          },
          {
            path: 'letters',
            lazy: async () => ({ Component: (await import('../pages/letters/register-page.tsx')).LetterRegisterPage }),
          },
          { path: 'my-cases', lazy: async () => ({ Component: (await import('../pages/cases/my-cases-page.tsx')).MyCasesPage }) },
          { path: 'calendar', lazy: async () => ({ Component: (await import('../pages/cases/calendar-page.tsx')).CalendarPage }) },
          {
            path: 'sensitive',
            lazy: async () => ({ Component: (await import('../pages/sensitive/sensitive-page.tsx')).SensitivePage }),
          },
          {
            path: 'group-matters',
            lazy: async () => ({ Component: (await import('../pages/group-matters/group-list-page.tsx')).GroupListPage }),
          },
          {
            path: 'group-matters/:id',
            lazy: async () => ({ Component: (await import('../pages/group-matters/group-page.tsx')).GroupPage }),
          },
          { path: 'search', lazy: async () => ({ Component: (await import('../pages/requests/search-page.tsx')).SearchPage }) },
          {
            path: 'obligations',
            lazy: async () => ({ Component: (await import('../pages/obligations/obligations-page.tsx')).ObligationsPage }),
          },
          { path: 'news', lazy: async () => ({ Component: (await import('../pages/news/news-page.tsx')).NewsPage }) },
          {
            path: 'dashboard/requests',
            lazy: async () => ({ Component: (await import('../pages/dashboard/joint-requests-page.tsx')).JointRequestsPage }),
          },
          { path: 'dashboard', lazy: async () => ({ Component: (await import('../pages/dashboard/dashboard-page.tsx')).DashboardPage }) },
          { path: 'agencies', lazy: async () => ({ Component: (await import('../pages/directory/agencies-page.tsx')).AgenciesPage }) },
          { path: 'agencies/:code', lazy: async () => ({ Component: (await import('../pages/directory/agency-page.tsx')).AgencyPage }) },
          {
            path: 'stations',
            lazy: async () => ({ Component: (await import('../pages/directory/stations-page.tsx')).StationsPage }),
          },
          {
            path: 'stations/new',
            lazy: async () => ({ Component: (await import('../pages/directory/station-page.tsx')).NewStationPage }),
          },
          {
            path: 'stations/:id',
            lazy: async () => ({ Component: (await import('../pages/directory/station-page.tsx')).StationPage }),
          },
          {
            path: 'lawyers',
            lazy: async () => ({ Component: (await import('../pages/directory/lawyers-page.tsx')).LawyersPage }),
          },
          {
            path: 'lawyers/new',
            lazy: async () => ({ Component: (await import('../pages/directory/lawyer-form-page.tsx')).NewLawyerPage }),
          },
          {
            path: 'lawyers/:id',
            lazy: async () => ({ Component: (await import('../pages/directory/lawyer-page.tsx')).LawyerPage }),
          },
          {
            path: 'lawyers/:id/edit',
            lazy: async () => ({ Component: (await import('../pages/directory/lawyer-form-page.tsx')).EditLawyerPage }),
          },
          {
            path: 'law-firms',
            lazy: async () => ({ Component: (await import('../pages/directory/law-firms-page.tsx')).LawFirmsPage }),
          },
          {
            path: 'law-firms/new',
            lazy: async () => ({ Component: (await import('../pages/directory/law-firm-page.tsx')).NewLawFirmPage }),
          },
          {
            path: 'law-firms/:id',
            lazy: async () => ({ Component: (await import('../pages/directory/law-firm-page.tsx')).LawFirmPage }),
          },
          {
            path: 'aid-workers',
            lazy: async () => ({ Component: (await import('../pages/directory/aid-workers-page.tsx')).AidWorkersPage }),
          },
          {
            path: 'aid-workers/new',
            lazy: async () => ({ Component: (await import('../pages/directory/aid-worker-page.tsx')).NewAidWorkerPage }),
          },
          {
            path: 'aid-workers/:id',
            lazy: async () => ({ Component: (await import('../pages/directory/aid-worker-page.tsx')).AidWorkerPage }),
          },
          {
            path: 'divisions',
            lazy: async () => ({ Component: (await import('../pages/directory/divisions-page.tsx')).DivisionsPage }),
          },
          {
            path: 'institutions',
            lazy: async () => ({ Component: (await import('../pages/directory/institutions-page.tsx')).InstitutionsPage }),
          },
          {
            path: 'institutions/:code',
            lazy: async () => ({ Component: (await import('../pages/directory/institution-page.tsx')).InstitutionPage }),
          },
          {
            path: 'imports',
            lazy: async () => ({ Component: (await import('../pages/directory/imports-page.tsx')).ImportsPage }),
          },
          {
            path: 'duty-rota',
            lazy: async () => ({ Component: (await import('../pages/directory/duty-rota-page.tsx')).DutyRotaPage }),
          },
          {
            path: 'quality/overview',
            lazy: async () => ({ Component: (await import('../pages/quality/overview-page.tsx')).OverviewPage }),
          },
          ...qualityWork,
          { path: 'access-log', lazy: async () => ({ Component: (await import('../pages/oversight/access-log-page.tsx')).AccessLogPage }) },
          { path: 'erasures', lazy: async () => ({ Component: (await import('../pages/oversight/erasures-page.tsx')).ErasuresPage }) },
          {
            path: 'erasures/:personId',
            lazy: async () => ({ Component: (await import('../pages/oversight/erasure-page.tsx')).ErasurePage }),
          },
          { path: 'log', lazy: async () => ({ Component: (await import('../pages/oversight/logs-page.tsx')).LogsPage }) },
          {
            path: 'operations',
            lazy: async () => ({ Component: (await import('../pages/operations/operations-page.tsx')).OperationsPage }),
          },
          { path: 'calendars', lazy: async () => ({ Component: (await import('../pages/rules/calendars-page.tsx')).CalendarsPage }) },
          {
            path: 'calendars/publish',
            lazy: async () => ({ Component: (await import('../pages/rules/publish-calendar-page.tsx')).PublishCalendarPage }),
          },
          {
            path: 'reference-values',
            lazy: async () => ({ Component: (await import('../pages/rules/reference-values-page.tsx')).ReferenceValuesPage }),
          },
          {
            path: 'reference-values/new',
            lazy: async () => ({ Component: (await import('../pages/rules/new-value-page.tsx')).NewValuePage }),
          },
          {
            path: 'retention',
            lazy: async () => ({ Component: (await import('../pages/retention/retention-page.tsx')).RetentionPage }),
          },
          {
            path: 'accounts',
            lazy: async () => ({ Component: (await import('../pages/accounts/accounts-page.tsx')).AccountsPage }),
          },
          {
            path: 'accounts/new',
            lazy: async () => ({ Component: (await import('../pages/accounts/invite-page.tsx')).InvitePage }),
          },
          {
            path: 'system-keys',
            lazy: async () => ({ Component: (await import('../pages/accounts/system-keys-page.tsx')).SystemKeysPage }),
          },
          {
            path: 'system-keys/new',
            lazy: async () => ({ Component: (await import('../pages/accounts/new-key-page.tsx')).NewKeyPage }),
          },
          {
            path: 'data-use-terms',
            lazy: async () => ({ Component: (await import('../pages/accounts/terms-page.tsx')).TermsPage }),
          },
          {
            path: 'account',
            lazy: async () => ({ Component: (await import('../pages/accounts/own-account-page.tsx')).OwnAccountPage }),
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
