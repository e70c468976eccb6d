import { join } from 'node:path';
import { ATTACHMENTS_MIGRATIONS, ATTACHMENTS_SCHEMA, packageRoot, type ServiceDefinition } from '@xiezhi/service';
import { assignment } from '../../../assignment/src/assignment.module.js';
import { coordination } from '../../../coordination/src/coordination.module.js';
import { directory } from '../../../directory/src/directory.module.js';
import { referrals } from '../../../referrals/src/referrals.module.js';

/** The schema whose content is kept apart: whoever has it and the master key can read every personal field. */
export const KEYS_SCHEMA = 'person_keys';

export { ATTACHMENTS_SCHEMA };

/** One schema of the platform and how its tables come to be. */
export interface SchemaLayout {
  readonly schema: string;
  /** Absolute folders of migrations, by the table that records which of them have run; in the order in which they run. */
  readonly folders: Readonly<Record<string, string>>;
}

const KERNEL = 'libs/eventsourcing/src/postgres/migrations';
/** Every service of the platform: each has a log of its own. */
export const SERVICES: readonly ServiceDefinition[] = [directory, assignment, referrals, coordination];

const layoutOf = (schema: string, folders: Readonly<Record<string, string>>): SchemaLayout => ({
  schema,
  folders: Object.fromEntries(Object.entries(folders).map(([table, folder]) => [table, join(packageRoot(), folder)])),
});

/** Every schema that the platform keeps in PostgreSQL. */
export const platformLayout = (): readonly SchemaLayout[] => [
  layoutOf('bus', { bus_migrations: 'libs/eventsourcing/src/postgres/migrations-bus' }),
  layoutOf(ATTACHMENTS_SCHEMA, { migrations: ATTACHMENTS_MIGRATIONS }),
  layoutOf(KEYS_SCHEMA, { migrations: 'libs/service/src/person-keys/migrations' }),
  ...SERVICES.map(({ name, migrations }) => layoutOf(name, { kernel_migrations: KERNEL, ...(migrations !== undefined && { migrations }) })),
];
