import { accountOpened, type AccountOpenedV1 } from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

export interface AccountRow {
  /** As tokens name it. */
  readonly id: string;
  readonly agency: string;
}

/** Whose people accounts are of (账号所属单位), kept from the directory's public events. Nothing of the person is in it. */
export const accounts: Projection<AccountRow, InboxItem> = {
  name: 'accounts',
  version: 1,
  key: 'id',
  columns: { id: 'text', agency: 'text' },
  keysOf: (item) => (item.type === accountOpened.type ? [(item.data as unknown as AccountOpenedV1).account] : []),
  evolve: (_row, item, id) => ({ id, agency: (item.data as unknown as AccountOpenedV1).agency }),
};
