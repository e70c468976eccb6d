import { Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { claim, numberSeries, type DispatchContext, type WorkflowCommand } from '@xiezhi/eventsourcing';
import { createCalendar } from '@xiezhi/legal-policy';
import { Platform, Service } from '@xiezhi/service';
import { assignmentDeadlines } from './assignment-deadlines/assignment-deadlines.js';
import { assignment } from './assignment.service.js';
import { Clock, SystemClock } from './clock.js';
import { CoAccusedClaims } from './defence-request/co-accused.js';
import { DefenceRequestController } from './defence-request/defence-request.controller.js';
import {
  DefenceRequestHandler,
  DefenceRequests,
  SYSTEM_ROLE,
  type DefenceRequestIntent,
} from './defence-request/defence-request.handler.js';
import { defenceRequest } from './defence-request/defence-request.js';
import { publish } from './defence-request/defence-request.publisher.js';
import { Rosters } from './rosters/rosters.js';
import { WorklistController } from './worklist/worklist.controller.js';
import { Worklists } from './worklist/worklists.js';

const ASSIGNMENT = Symbol('assignment');
/** Regional holidays are added by an administrator; the packaged State Council arrangements are the rest. */
const CALENDAR_VERSION = 'packaged';

/** Starts what assignment does by itself: read models, the deadlines' workflow, telling others. */
@Injectable()
export class AssignmentRunners implements OnApplicationBootstrap {
  constructor(
    private readonly service: Service,
    private readonly bus: CommandBus,
    private readonly rosters: Rosters,
    private readonly platform: Platform,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // A demonstration begins when its institutions and lawyers have arrived here; a real region fills its directory in its own time.
    if (this.platform.config.demonstration) this.platform.health.add('demonstration data', () => this.rosters.filled());
    await this.service.start({
      publishers: [{ name: 'defence-requests', map: publish }],
      workflows: [{ workflow: assignmentDeadlines, dispatch: (command, context) => this.#dispatch(command, context) }],
    });
  }

  async #dispatch({ id, type, data }: WorkflowCommand, context: DispatchContext): Promise<void> {
    const intent = { type, data } as unknown as DefenceRequestIntent;
    await this.bus.execute(new DefenceRequests(id, intent, { ...context, actor: { agency: 'xiezhi', role: SYSTEM_ROLE } }));
  }
}

function handlerOf(service: Service, rosters: Rosters, clock: Clock): DefenceRequestHandler {
  const streams = service.streams(defenceRequest);
  const claims = new CoAccusedClaims(service.streams(claim), async (requestId) => {
    const { state } = await streams.load(requestId);
    if (state.status === 'assigned' || state.status === 'confirmed') return state.lawyerId;
    return state.status === 'closed' || state.status === 'none' ? null : undefined;
  });
  const { keys, store } = service;
  const calendar = createCalendar({ version: CALENDAR_VERSION });
  return new DefenceRequestHandler({
    streams,
    numbers: service.streams(numberSeries),
    claims,
    rosters,
    keys,
    store,
    calendar,
    now: () => clock.now(),
  });
}

/** Defence requests from courts, procuratorates and police; matching lawyers (通知辩护、指派). */
@Module({
  imports: [CqrsModule],
  controllers: [DefenceRequestController, WorklistController],
  providers: [
    { provide: Clock, useClass: SystemClock },
    { provide: ASSIGNMENT, useFactory: (platform: Platform) => platform.service(assignment), inject: [Platform] },
    {
      provide: Rosters,
      useFactory: ({ pool, readModels }: Service, clock: Clock) => new Rosters(pool, readModels, () => Date.parse(clock.now())),
      inject: [ASSIGNMENT, Clock],
    },
    {
      provide: Worklists,
      useFactory: (service: Service, rosters: Rosters, clock: Clock) => new Worklists(service, rosters, () => clock.now()),
      inject: [ASSIGNMENT, Rosters, Clock],
    },
    { provide: DefenceRequestHandler, useFactory: handlerOf, inject: [ASSIGNMENT, Rosters, Clock] },
    {
      provide: AssignmentRunners,
      useFactory: (service: Service, bus: CommandBus, rosters: Rosters, platform: Platform) =>
        new AssignmentRunners(service, bus, rosters, platform),
      inject: [ASSIGNMENT, CommandBus, Rosters, Platform],
    },
  ],
})
export class AssignmentModule {}

export { assignment };
