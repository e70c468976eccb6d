import type { OnApplicationShutdown, Provider } from '@nestjs/common';
import { HttpSmsGateway, Platform, SmtpMailer, type Config, type Service } from '@xiezhi/service';
import { Clock } from '../clock.js';
import { lawyerSearch } from '../lawyer-search/lawyer-search.js';
import { MessageTroubles } from '../offer-messages/message-troubles.queries.js';
import { Rosters } from '../rosters/rosters.js';
import { OfferMessages, type Channels } from './offer-message.handler.js';
import { offerMessage } from './offer-message.js';

/** Where a lawyer reads and answers offers (我的邀约). */
const OFFERS_PAGE = '/offers';

/** The channels that are configured; connections end with the process. */
export class ConfiguredChannels implements OnApplicationShutdown {
  readonly all: Channels;

  constructor({ smtpUrl, mailFrom, smsGatewayUrl, smsGatewayKey, smsTemplate }: Config) {
    this.all = {
      ...(smtpUrl !== undefined && mailFrom !== undefined && { email: new SmtpMailer(smtpUrl, mailFrom) }),
      ...(smsGatewayUrl !== undefined &&
        smsGatewayKey !== undefined &&
        smsTemplate !== undefined && { sms: new HttpSmsGateway({ url: smsGatewayUrl, key: smsGatewayKey, template: smsTemplate }) }),
    };
  }

  onApplicationShutdown(): void {
    this.all.email?.close();
  }
}

/** What tells lawyers of offers; `assignment` names the service. */
export const offerMessageProviders = (assignment: symbol): readonly Provider[] => [
  { provide: ConfiguredChannels, useFactory: ({ config }: Platform) => new ConfiguredChannels(config), inject: [Platform] },
  {
    provide: OfferMessages,
    useFactory: (service: Service, { config, metrics }: Platform, channels: ConfiguredChannels, rosters: Rosters, clock: Clock) => {
      const count = metrics.addCounter('offer_messages_total', 'Messages that tell lawyers of offers, by what became of them', [
        'channel',
        'outcome',
      ]);
      return new OfferMessages({
        streams: service.streams(offerMessage),
        searches: service.streams(lawyerSearch),
        rosters,
        keys: service.keys,
        channels: channels.all,
        quiet: config.quietHours,
        link: `${config.publicUrl}${OFFERS_PAGE}`,
        count: (channel, outcome) => count({ channel, outcome }),
        now: () => clock.now(),
      });
    },
    inject: [assignment, Platform, ConfiguredChannels, Rosters, Clock],
  },
  {
    provide: MessageTroubles,
    useFactory: ({ pool, readModels }: Service, clock: Clock) => new MessageTroubles(pool, readModels, () => clock.now()),
    inject: [assignment, Clock],
  },
];
