import type { OnApplicationShutdown, Provider } from '@nestjs/common';
import { HttpSmsGateway, Platform, SmtpMailer, type Config, type Service } from '@xiezhi/service';
import { Clock } from '../clock.js';
import { complaint } from '../complaint/complaint.js';
import { lawyerSearch } from '../lawyer-search/lawyer-search.js';
import { MessageTroubles } from '../offer-messages/message-troubles.queries.js';
import { Rosters } from '../rosters/rosters.js';
import { OfferMessages, type Channels } from './offer-message.handler.js';
import { offerMessage } from './offer-message.js';

/** Where a lawyer reads and answers offers (我的邀约). */
const OFFERS_PAGE = '/offers';
/** Where the lawyer states the own side (陈述、申辩). */
const COMPLAINT_PAGES = '/quality/complaints';

/** The channels that are configured; connections end with the process. */
export class ConfiguredChannels implements OnApplicationShutdown {
  readonly all: Channels;

  constructor({ smtpUrl, mailFrom, smsGatewayUrl, smsGatewayKey, smsTemplate, smsComplaintTemplate }: Config) {
    const sms = (template: string | undefined): HttpSmsGateway | undefined =>
      smsGatewayUrl === undefined || smsGatewayKey === undefined || template === undefined
        ? undefined
        : new HttpSmsGateway({ url: smsGatewayUrl, key: smsGatewayKey, template });
    const [offers, complaints] = [sms(smsTemplate), sms(smsComplaintTemplate)];
    this.all = {
      ...(smtpUrl !== undefined && mailFrom !== undefined && { email: new SmtpMailer(smtpUrl, mailFrom) }),
      ...(offers !== undefined && { sms: offers }),
      ...(complaints !== undefined && { complaintSms: complaints }),
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
      const count = metrics.addCounter(
        'offer_messages_total',
        'Messages that tell lawyers of offers and complaints, by what became of them',
        ['channel', 'outcome'],
      );
      return new OfferMessages({
        streams: service.streams(offerMessage),
        searches: service.streams(lawyerSearch),
        complaints: service.streams(complaint),
        rosters,
        keys: service.keys,
        channels: channels.all,
        quiet: config.quietHours,
        link: `${config.publicUrl}${OFFERS_PAGE}`,
        complaintLink: (id) => `${config.publicUrl}${COMPLAINT_PAGES}/${id}`,
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
