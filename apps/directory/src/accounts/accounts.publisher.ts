import { accountOpened, TOPICS, type AccountOpenedV1 } from '@xiezhi/contracts';
import { publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';

/** What others learn of accounts (账号): whose people they are of, and nothing of the person. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  if (event.type !== 'AccountInvited') return [];
  const data: AccountOpenedV1 = { account: String(event.data['accountId']), agency: String(event.data['agency']) };
  const told = {
    topic: TOPICS.directory,
    source: '/xiezhi/directory',
    type: accountOpened.type,
    subject: data.account,
    time: event.recordedAt,
    data: { ...data },
  };
  return [publicMessage(event, told)];
}
