import {
  accountOpened,
  addressedEventDelivered,
  agencyRecorded,
  applicationGranted,
  calendarPublished,
  dutyShiftRecorded,
  lawyerRecorded,
  personErased,
  referenceValueApproved,
  TOPICS,
} from '@xiezhi/contracts';
import type { ServiceDefinition } from '@xiezhi/service';
import { aidCaseList } from './aid-case-list/aid-case-list.projection.js';
import { accounts } from './accounts/accounts.projection.js';
import { agencies } from './agencies/agencies.projection.js';
import { calendars } from './calendars/calendars.projection.js';
import { caseDates } from './case-dates/case-dates.projection.js';
import { caseLawyers } from './case-lawyers/case-lawyers.projection.js';
import { dutyHelpList } from './duty-help-list/duty-help-list.projection.js';
import { dutyShifts } from './duty-shifts/duty-shifts.projection.js';
import { declaredConflicts } from './declared-conflicts/declared-conflicts.projection.js';
import { lawyerOffers } from './lawyer-offers/lawyer-offers.projection.js';
import { closedCases } from './closed-cases/closed-cases.projection.js';
import { qualityToolUses } from './quality-tools/quality-tool-uses.projection.js';
import { earlyNotices } from './early-notices/early-notices.projection.js';
import { fullCoverage } from './full-coverage/full-coverage.projection.js';
import { groupMatters } from './group-matters/group-matters.projection.js';
import { groupMembers } from './group-matters/group-members.projection.js';
import { lawyerBars } from './lawyer-bars/lawyer-bars.projection.js';
import { offerMessages } from './offer-messages/offer-messages.projection.js';
import { lawyerRoster } from './lawyer-roster/lawyer-roster.projection.js';
import { lawyerTurns } from './lawyer-turns/lawyer-turns.projection.js';
import { letterRegister } from './letter-register/letter-register.projection.js';
import { obligations } from './obligations/obligations.projection.js';
import { papers } from './papers/papers.projection.js';
import { qualityFigures } from './quality-figures/quality-figures.projection.js';
import { qualityMatters } from './quality-matters/quality-matters.projection.js';
import { retainedMatters } from './retained-matters/retained-matters.projection.js';
import { retentionRules } from './retention-rules/retention-rules.projection.js';
import { runningCases } from './running-cases/running-cases.projection.js';
import { sensitiveMatters } from './sensitive-matters/sensitive-matters.projection.js';
import { upwardReports } from './sensitive-matters/upward-reports.projection.js';
import { worklist } from './worklist/worklist.projection.js';

/** What assignment is made of, apart from its rules: what it keeps, what it hears, what it tells. */
export const assignment: ServiceDefinition = {
  name: 'assignment',
  migrations: 'apps/assignment/src/migrations',
  grants: ['REVOKE UPDATE, DELETE ON access_log FROM ${role}'],
  seenBy: {
    access_log: { agencies: ['institution'], divisions: ['division'] },
    notice_drafts: { agencies: ['agency'] },
    worklist_views: { agencies: ['agency'] },
  },
  circles: sensitiveMatters.name,
  accessLog: { agency: 'institution', subject: 'request_id', what: 'what', ofMatters: true },
  projections: [
    worklist,
    caseDates,
    papers,
    retainedMatters,
    caseLawyers,
    lawyerTurns,
    declaredConflicts,
    lawyerOffers,
    offerMessages,
    qualityMatters,
    closedCases,
    qualityToolUses,
    lawyerBars,
    runningCases,
    dutyHelpList,
    aidCaseList,
    letterRegister,
    obligations,
    sensitiveMatters,
    upwardReports,
    groupMatters,
    groupMembers,
    earlyNotices,
  ],
  inboxProjections: [lawyerRoster, agencies, calendars, retentionRules, qualityFigures, dutyShifts, fullCoverage, accounts],
  consumes: {
    topics: [TOPICS.directory, TOPICS.referrals, TOPICS.intake],
    contracts: [
      accountOpened,
      agencyRecorded,
      lawyerRecorded,
      calendarPublished,
      personErased,
      addressedEventDelivered,
      referenceValueApproved,
      dutyShiftRecorded,
      applicationGranted,
    ],
  },
  publishes: [TOPICS.assignment, TOPICS.erasures],
};
