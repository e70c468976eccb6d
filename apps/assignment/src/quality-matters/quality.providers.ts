import type { Provider } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { numberSeries, type Dispatch, type RecordedEvent, type Publisher } from '@xiezhi/eventsourcing';
import { Service, type ServiceRunners } from '@xiezhi/service';
import { AccountabilityController } from '../accountability/accountability.controller.js';
import { publish as publishAccountabilities } from '../accountability/accountability.publisher.js';
import { aidCase } from '../aid-case/aid-case.js';
import { Calendars } from '../calendars/calendars.queries.js';
import { Clock } from '../clock.js';
import { CaseTrackingController } from '../case-tracking/case-tracking.controller.js';
import { publish as publishTrackings } from '../case-tracking/case-tracking.publisher.js';
import { ComplaintController } from '../complaint/complaint.controller.js';
import { ComplaintHandler, Complaints, type ComplaintIntent } from '../complaint/complaint.handler.js';
import { complaint } from '../complaint/complaint.js';
import { publish as publishComplaints } from '../complaint/complaint.publisher.js';
import { complaintDeadlines } from '../complaint-deadlines/complaint-deadlines.js';
import { complaintHolds } from '../complaint-holds/complaint-holds.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { ClosedCases } from '../closed-cases/closed-cases.queries.js';
import { InspectionController } from '../inspection/inspection.controller.js';
import { InspectionHandler } from '../inspection/inspection.handler.js';
import { inspection } from '../inspection/inspection.js';
import { publish as publishInspections } from '../inspection/inspection.publisher.js';
import { ReviewedPapersController } from '../peer-review/reviewed-papers.controller.js';
import { PeerReviewController } from '../peer-review/peer-review.controller.js';
import { publish as publishReviews } from '../peer-review/peer-review.publisher.js';
import { QualityFigures } from '../quality-figures/quality-figures.queries.js';
import { publish as publishGrades } from '../quality-grade/quality-grade.publisher.js';
import { PublicInspectionsController } from '../public-inspections/public-inspections.controller.js';
import { QualityOverviewController } from '../quality-tools/quality-overview.controller.js';
import { QualityOverviews } from '../quality-tools/quality-overview.queries.js';
import { qualityGrade, type QualityGradeCommand } from '../quality-grade/quality-grade.js';
import { qualityGrades } from '../quality-grades/quality-grades.js';
import { Retentions, type RetentionIntent } from '../retention/retention.handler.js';
import { ReturnVisitController } from '../return-visit/return-visit.controller.js';
import { ReturnVisits, type ReturnVisitIntent } from '../return-visit/return-visit.handler.js';
import { returnVisitProviders } from '../return-visit/return-visit.providers.js';
import { publish as publishVisits } from '../return-visit/return-visit.publisher.js';
import { VisitFormController } from '../return-visit/visit-form.controller.js';
import { returnVisitPlans } from '../return-visit-plans/return-visit-plans.js';
import { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import { Rosters } from '../rosters/rosters.js';
import { Worklists } from '../worklist/worklists.js';
import { QualityMatters } from './quality-matters.queries.js';
import { oversightProviders } from './oversight.providers.js';
import { QualityReads } from './quality.reads.js';

const SYSTEM = { agency: 'xiezhi', role: SYSTEM_ROLE };

/** Routes of quality work (质量监督). */
export const QUALITY_CONTROLLERS = [
  ComplaintController,
  ReturnVisitController,
  InspectionController,
  CaseTrackingController,
  PeerReviewController,
  ReviewedPapersController,
  AccountabilityController,
  QualityOverviewController,
  PublicInspectionsController,
  VisitFormController,
];

/** What quality work tells others. */
export const QUALITY_PUBLISHERS: readonly Publisher<RecordedEvent>[] = [
  { name: 'complaints', map: publishComplaints },
  { name: 'return-visits', map: publishVisits },
  { name: 'inspections', map: publishInspections },
  { name: 'case-trackings', map: publishTrackings },
  { name: 'peer-reviews', map: publishReviews },
  { name: 'accountabilities', map: publishAccountabilities },
  { name: 'quality-grades', map: publishGrades },
];

/** What quality work does by itself. */
export function qualityWorkflows(bus: CommandBus, own: Service): NonNullable<ServiceRunners['workflows']> {
  const grades = own.streams(qualityGrade);
  const toComplaint: Dispatch = async ({ id, type, data }, context) => {
    const intent = { type, data } as unknown as ComplaintIntent;
    await bus.execute(new Complaints(id, intent, null, { ...context, actor: SYSTEM }));
  };
  const toRetention: Dispatch = async ({ id, type, data }, context) => {
    await bus.execute(new Retentions(id, { type, data } as unknown as RetentionIntent, { ...context, actor: SYSTEM }));
  };
  const toVisit: Dispatch = async ({ data }, context) => {
    const intent = { type: 'PlanVisit', data } as unknown as ReturnVisitIntent;
    await bus.execute(new ReturnVisits(null, intent, null, { ...context, actor: SYSTEM }));
  };
  const toGrade: Dispatch = async ({ id, data, division }, context) => {
    const command = { type: 'GradeQuality', data } as unknown as QualityGradeCommand;
    await grades.handle(id, command, { ...context, actor: SYSTEM, division });
  };
  return [
    { workflow: qualityGrades, dispatch: toGrade },
    { workflow: returnVisitPlans, dispatch: toVisit },
    { workflow: complaintDeadlines, dispatch: toComplaint },
    { workflow: complaintHolds, dispatch: toRetention },
  ];
}

/** What quality work is made of, over the service that is provided as `service`. */
export const qualityProviders = (service: symbol): readonly Provider[] => [
  ...oversightProviders(service),
  ...returnVisitProviders(service),
  {
    provide: QualityFigures,
    useFactory: ({ pool, readModels }: Service) => new QualityFigures(pool, readModels),
    inject: [service],
  },
  {
    provide: QualityOverviews,
    useFactory: ({ pool, readModels }: Service) => new QualityOverviews(pool, readModels),
    inject: [service],
  },
  {
    provide: QualityReads,
    useFactory: ({ reads, readModels, keys }: Service, worklists: Worklists) =>
      new QualityReads(new QualityMatters(reads, readModels, keys), worklists),
    inject: [service, Worklists],
  },
  {
    provide: InspectionHandler,
    useFactory: (own: Service, circles: Circles, rosters: Rosters, clock: Clock) =>
      new InspectionHandler({
        circles,
        streams: own.streams(inspection),
        numbers: own.streams(numberSeries),
        cases: new ClosedCases(own.pool, own.readModels),
        rosters,
        now: () => clock.now(),
      }),
    inject: [service, Circles, Rosters, Clock],
  },
  {
    provide: ComplaintHandler,
    useFactory: (own: Service, circles: Circles, rosters: Rosters, calendars: Calendars, figures: QualityFigures, clock: Clock) =>
      new ComplaintHandler({
        circles,
        streams: own.streams(complaint),
        requests: own.streams(defenceRequest),
        cases: own.streams(aidCase),
        numbers: own.streams(numberSeries),
        rosters,
        keys: own.keys,
        calendars,
        figures,
        now: () => clock.now(),
      }),
    inject: [service, Circles, Rosters, Calendars, QualityFigures, Clock],
  },
];
