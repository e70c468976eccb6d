/**
 * Who may import whom. Every rule has a tree under test/architecture/breaches that breaks it; test/architecture/imports.spec.ts sees it
 * turn red, and sees the real tree stay without a violation.
 */

/** Files that only tests may import. */
const TESTS = '([.](spec|int-spec|long-spec|e2e-spec|contract)[.]ts$|/testing([.]ts$|/)|^test/)';
const NPM = '(^|/)node_modules/';

/** Apps that are no event-sourced context: plain tables, and the process that holds all services. */
const NOT_EVENT_SOURCED = '^apps/(directory|platform|web)/';
/** Files without a role in their name that hold no rules: tables read and written beside the log. */
const NOT_RULES = [
  '^apps/assignment/src/access-log/access-log[.]ts$',
  '^apps/assignment/src/rosters/rosters[.]ts$',
  '^apps/assignment/src/worklist/worklists[.]ts$',
];
/** Folders that follow several stream types of their app: workflows and the like. */
const FOLLOWERS = [
  '^apps/assignment/src/(assignment|aid-case)-deadlines/',
  '^apps/assignment/src/complaint-(deadlines|holds)/',
  '^apps/assignment/src/return-visit-plans/',
  '^apps/assignment/src/quality-grades/',
  '^apps/assignment/src/quality-matters/quality-streams[.]ts$',
  '^apps/assignment/src/duty-help-deadlines/',
  '^apps/assignment/src/early-notice-matching/',
  '^apps/assignment/src/sensitive-deadlines/',
  '^apps/assignment/src/offer-answers/',
  '^apps/assignment/src/offer-telling/',
  '^apps/assignment/src/hearing-slots/',
  '^apps/assignment/src/letter-following/',
  '^apps/assignment/src/notice-comparisons/',
  '^apps/referrals/src/addressed-delivery/',
  '^apps/referrals/src/log-witnessing/',
];
/** Rules that several stream types of an app share. */
const SHARED_RULES = ['^apps/assignment/src/sampling/'];
/** A file in a domain folder without a role in its name (`notice.ts`, not `notice.request.ts`) holds rules. */
const PLAIN = '[^/.]+[.]ts$';

/** What rules may know beyond their app. */
const PURE_LIBRARIES = '^libs/(eventsourcing|contracts|legal-policy)/src/index[.]ts$';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'no-circular',
    comment: 'Modules that import each other cannot be read, tested or moved alone.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'everything-resolves',
    comment: 'An import that resolves to nothing escapes every other rule.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'libs-never-import-apps',
    comment: 'A library serves every app.',
    from: { path: '^libs/' },
    to: { path: '^apps/' },
  },
  {
    name: 'apps-never-import-apps',
    comment: 'Services talk by public events. Only apps/platform holds them all: their modules, and the data of the demonstration.',
    from: { path: '^apps/([^/]+)/', pathNot: '^apps/platform/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'platform-imports-modules-only',
    comment:
      'apps/platform puts the services into one process, by their modules and by what they say they are made of; it does not reach into them.',
    from: { path: '^apps/platform/', pathNot: TESTS },
    to: {
      path: '^apps/',
      pathNot: ['^apps/platform/', '^apps/([^/]+)/src/\\1[.](module|service)[.]ts$', '^apps/directory/src/demonstration-data/'],
    },
  },
  {
    name: 'libs-by-front-door',
    comment: 'A library is what its index says; so are its adapters and its test kit.',
    from: { path: '^(?:apps|libs)/([^/]+)/' },
    to: {
      path: '^libs/',
      pathNot: [
        '^libs/$1/',
        '^libs/[^/]+/src/(index|testing)[.]ts$',
        '^libs/eventsourcing/src/(postgres|kafka|kurrentdb|in-memory)/index[.]ts$',
      ],
    },
  },
  {
    name: 'rules-are-pure',
    comment:
      'Rules import the kernel, contracts, the legal policy and rules of their app: no Nest, driver or node: module. A file that holds no rules carries its role in its name, or stands in NOT_RULES.',
    from: { path: `^apps/([^/]+)/src/[^/]+/${PLAIN}`, pathNot: [TESTS, NOT_EVENT_SOURCED, ...NOT_RULES] },
    to: { pathNot: [PURE_LIBRARIES, `^apps/$1/src/[^/]+/${PLAIN}`, '^apps/$1/src/.+[.]publisher[.]ts$'] },
  },
  {
    name: 'publishers-are-pure',
    comment: 'What is told is made of what is stored, and of nothing else.',
    from: { path: '^apps/([^/]+)/src/.+[.]publisher[.]ts$' },
    to: { pathNot: [PURE_LIBRARIES, `^apps/$1/src/[^/]+/${PLAIN}`, '^apps/$1/src/.+[.]publisher[.]ts$'] },
  },
  {
    name: 'rules-leave-tables-alone',
    comment: 'What a decision needs of tables is gathered by the handler before it.',
    from: { path: [`^apps/[^/]+/src/[^/]+/${PLAIN}`, '[.]publisher[.]ts$'], pathNot: [TESTS, NOT_EVENT_SOURCED, ...NOT_RULES] },
    to: { path: NOT_RULES },
  },
  {
    name: 'deciders-know-their-own-folder',
    comment: 'A decider folds its own stream. What follows several stream types of its app is a workflow or a publisher.',
    from: { path: `^apps/([^/]+)/src/([^/]+)/${PLAIN}`, pathNot: [TESTS, NOT_EVENT_SOURCED, ...NOT_RULES, ...FOLLOWERS] },
    to: { path: '^apps/', pathNot: ['^apps/$1/src/$2/', ...SHARED_RULES] },
  },
  {
    name: 'kernel-core-knows-no-npm',
    comment: 'The kernel runs on anything; drivers live in its adapters, each in its own.',
    from: { path: '^libs/eventsourcing/src/', pathNot: [TESTS, '^libs/eventsourcing/src/(postgres|kafka|kurrentdb)/'] },
    to: { path: NPM },
  },
  {
    name: 'kernel-core-knows-no-adapter',
    comment: 'Adapters implement the ports of the core, never the other way round.',
    from: { path: '^libs/eventsourcing/src/[^/]+[.]ts$', pathNot: TESTS },
    to: { path: '^libs/eventsourcing/src/(postgres|kafka|kurrentdb|in-memory)/' },
  },
  {
    name: 'postgres-adapter-knows-its-driver',
    comment: 'Only pg.',
    from: { path: '^libs/eventsourcing/src/postgres/', pathNot: TESTS },
    to: { path: NPM, pathNot: `${NPM}(@types/)?pg/` },
  },
  {
    name: 'kafka-adapter-knows-its-driver',
    comment: 'Only kafkajs.',
    from: { path: '^libs/eventsourcing/src/kafka/', pathNot: TESTS },
    to: { path: NPM, pathNot: `${NPM}kafkajs/` },
  },
  {
    name: 'kurrentdb-adapter-knows-its-driver',
    comment: 'Only @eventstore/db-client.',
    from: { path: '^libs/eventsourcing/src/kurrentdb/', pathNot: TESTS },
    to: { path: NPM, pathNot: `${NPM}@eventstore/db-client/` },
  },
  {
    name: 'contracts-know-nobody',
    comment: 'Contracts are data that anybody can take: no library of ours, no framework, no driver, no node: module.',
    from: { path: '^libs/contracts/', pathNot: TESTS },
    to: { pathNot: '^libs/contracts/' },
  },
  {
    name: 'legal-policy-knows-contracts-only',
    comment: 'The law is pure. chinese-days is read in one place, the calendar’s data.',
    from: { path: '^libs/legal-policy/', pathNot: [TESTS, '^libs/legal-policy/src/calendar-data[.]ts$'] },
    to: { pathNot: '^libs/(legal-policy/|contracts/src/index[.]ts$)' },
  },
  {
    name: 'calendar-data-knows-chinese-days-only',
    comment: 'The one package of the legal policy.',
    from: { path: '^libs/legal-policy/src/calendar-data[.]ts$' },
    to: { pathNot: ['^libs/(legal-policy/|contracts/src/index[.]ts$)', `${NPM}chinese-days/`] },
  },
  {
    name: 'web-knows-contracts-only',
    comment: 'The browser application talks to the platform over HTTP; of our code it takes the contracts, by their front door.',
    from: { path: '^apps/web/', pathNot: '^apps/web/vite[.]config[.]ts$' },
    to: { path: '^(apps|libs)/', pathNot: ['^apps/web/src/', '^libs/contracts/src/index[.]ts$'] },
  },
  {
    name: 'tests-stay-out-of-production',
    comment: 'Specs, contract suites, test kits and test support are not shipped.',
    from: { pathNot: TESTS },
    to: { path: TESTS },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: forbidden.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default', 'require'] },
  },
};
