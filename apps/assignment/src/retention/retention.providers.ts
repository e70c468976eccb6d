import type { Provider } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Platform, Service } from '@xiezhi/service';
import { aidCase } from '../aid-case/aid-case.js';
import { Clock } from '../clock.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { dutyHelp } from '../duty-help/duty-help.js';
import { earlyNotice } from '../early-notice/early-notice.js';
import { personErasure } from '../person-erasures/person-erasure.js';
import { DueMatters } from '../retained-matters/retained-matters.due.js';
import { RetainedMatters } from '../retained-matters/retained-matters.queries.js';
import { RetentionRules } from '../retention-rules/retention-rules.queries.js';
import { retention } from './retention.js';
import { RetentionHandler } from './retention.handler.js';
import { RetentionRounds } from './retention.rounds.js';

/** What keeps and deletes ended matters, over the service that is provided as `service`. */
export const retentionProviders = (service: symbol): readonly Provider[] => [
  {
    provide: RetentionRules,
    useFactory: ({ pool, readModels }: Service) => new RetentionRules(pool, readModels),
    inject: [service],
  },
  {
    provide: RetainedMatters,
    useFactory: ({ reads, readModels }: Service, rules: RetentionRules, clock: Clock) =>
      new RetainedMatters(reads, readModels, rules, () => clock.now()),
    inject: [service, RetentionRules, Clock],
  },
  {
    provide: RetentionHandler,
    useFactory: (own: Service, rules: RetentionRules, { config }: Platform, clock: Clock) =>
      new RetentionHandler({
        streams: own.streams(retention),
        matters: own.streams(defenceRequest),
        aidCases: own.streams(aidCase),
        helps: own.streams(dutyHelp),
        earlyNotices: own.streams(earlyNotice),
        rules,
        graceDays: config.retentionGraceDays,
        now: () => clock.now(),
      }),
    inject: [service, RetentionRules, Platform, Clock],
  },
  {
    provide: RetentionRounds,
    useFactory: (own: Service, bus: CommandBus, rules: RetentionRules, { logger, health, metrics }: Platform, clock: Clock) => {
      const rounds = new RetentionRounds({
        bus,
        due: new DueMatters(own.pool, own.readModels),
        rules,
        retentions: own.streams(retention),
        erasures: own.streams(personErasure),
        logger: logger.child({ part: 'retention' }),
        now: () => clock.now(),
      });
      health.note('retention', async () => ((await rounds.overdue(1)) === 0 ? 'ok' : 'failed'));
      metrics.addGauge('xiezhi_retention_overdue', 'Ended matters that should have been announced or deleted a day ago and are not', () =>
        rounds.overdue(),
      );
      return rounds;
    },
    inject: [service, CommandBus, RetentionRules, Platform, Clock],
  },
];
