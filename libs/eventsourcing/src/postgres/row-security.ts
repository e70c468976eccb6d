import type { ClientBase } from 'pg';
import { derivedId } from '../ids.js';
import type { Visibility } from '../projection.js';
import { plainIdentifier, qualified } from './identifiers.js';

/** Settings that say on whose behalf a statement reads; local to its transaction, so that no connection carries them to the next. */
export const READER_AGENCY = 'xiezhi.agency';
export const READER_DIVISIONS = 'xiezhi.divisions';
export const READER_LAWYER = 'xiezhi.lawyer';
/** What else the reader is let in by, separated by spaces: entries of the circles of restricted matters. */
export const READER_KEYS = 'xiezhi.keys';

/** The roles that use a service's schema: the service itself, and the one that reads for people. */
export interface SchemaRoles {
  readonly service: string;
  readonly reader: string;
}

/** A table, and who may see its rows; `null`: the service itself alone. */
export interface SecuredTable {
  readonly table: string;
  readonly seenBy: Visibility | null;
}

/** A setting as an expression that is worked out once for a statement. Unset and empty are alike: nobody. */
const setting = (name: string): string => `(SELECT nullif(current_setting('${name}', true), ''))`;

/**
 * The rows a reader may see, as an expression. An older version of a read model may lack a column: that way in is then closed. `hidden`:
 * function that tells which matters are kept from the reader's agency; lawyers and divisions see what is theirs all the same.
 */
function visible(
  { agencies = [], divisions = [], lawyers = [], lawyerLists = [], matter }: Visibility,
  columns: readonly string[],
  hidden: string | null,
): string {
  const there = (column: string): boolean => columns.includes(column);
  const ways = [
    ...byAgency(agencies.filter(there), matter !== undefined && there(matter) && hidden !== null ? notHidden(matter, hidden) : null),
    ...divisions.filter(there).map((column) => `"${plainIdentifier(column)}" LIKE ${setting(READER_DIVISIONS)} || '%'`),
    ...lawyers.filter(there).map((column) => `"${plainIdentifier(column)}" = ${setting(READER_LAWYER)}::uuid`),
    ...lawyerLists.filter(there).map((column) => `${setting(READER_LAWYER)} = ANY ("${plainIdentifier(column)}")`),
  ];
  return ways.length === 0 ? 'false' : ways.join(' OR ');
}

/**
 * The way in of agencies. Written so that no index serves it: every statement asks for its own agency's rows itself, and its plan is to
 * follow from that, not from a wall of which the planner knows no figures.
 */
function byAgency(columns: readonly string[], unless: string | null): readonly string[] {
  if (columns.length === 0) return [];
  const named = `${setting(READER_AGENCY)} = ANY (ARRAY[${columns.map((column) => `"${plainIdentifier(column)}"`).join(', ')}])`;
  return [unless === null ? named : `(${named} AND ${unless})`];
}

function notHidden(matter: string, hidden: string): string {
  const column = `"${plainIdentifier(matter)}"`;
  return `(${column} IS NULL OR ${column} NOT IN (SELECT ${hidden}()))`;
}

/**
 * The function that tells which matters are kept from the reader (限制知悉): those of the read model `circles` that the reader's agency holds
 * and restricts to a circle in which no key of the reader stands. Of the model's versions it reads the one that has come furthest in the log, which
 * knows what was restricted and lifted last, and any that is being filled and has no place yet: nothing is open while a new one is filled, and what a
 * version left behind by an update still says keeps nothing hidden. It reads as its owner, for whoever is kept out must not see the circle either.
 * Its name follows from what it says.
 */
function hiddenMatters(schema: string, circles: string): { readonly name: string; readonly create: string } {
  const of = plainIdentifier(schema);
  const body = `
    DECLARE model text;
    BEGIN
      FOR model IN SELECT relname FROM (
          SELECT c.relname, p.position, max(p.position) OVER () AS furthest
          FROM pg_class c LEFT JOIN ${of}.checkpoints p ON p.name = 'projection/' || c.relname
          WHERE c.relnamespace = '${of}'::regnamespace AND c.relkind = 'r' AND c.relname ~ '^${plainIdentifier(circles)}_v[0-9]+$'
        ) versions WHERE position IS NULL OR position = furthest LOOP
        RETURN QUERY EXECUTE format('SELECT id FROM ${of}.%I WHERE restricted AND held_by = $1 AND NOT (circle && $2)', model)
          USING current_setting('${READER_AGENCY}', true), string_to_array(current_setting('${READER_KEYS}', true), ' ');
      END LOOP;
    END`;
  const name = qualified(schema, `xz_hidden_${derivedId('function', body).slice(0, 8)}`);
  return {
    name,
    create: `CREATE OR REPLACE FUNCTION ${name}() RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
      SET search_path = pg_catalog ROWS 100 AS $function$${body}$function$`,
  };
}

/** The policies of a table: name → the rest of the statement that makes it. Names follow from what they say. */
function policiesOf(
  schema: string,
  { table, seenBy }: SecuredTable,
  roles: SchemaRoles,
  { columns }: Found,
  hidden: string | null,
): ReadonlyMap<string, string> {
  const on = qualified(schema, table);
  const bodies = [
    // Migrations, backups and comparisons are the owner's; no request runs as the owner.
    `ON ${on} TO CURRENT_USER USING (true) WITH CHECK (true)`,
    `ON ${on} TO ${plainIdentifier(roles.service)} USING (true) WITH CHECK (true)`,
    ...(seenBy === null ? [] : [`ON ${on} FOR SELECT TO ${plainIdentifier(roles.reader)} USING (${visible(seenBy, columns, hidden)})`]),
  ];
  return new Map(bodies.map((body) => [`xz_${derivedId('policy', body).slice(0, 8)}`, body]));
}

/**
 * Row-level security, the second wall (行级安全): the service's role sees and writes all rows of these tables, the reader's only those that
 * the statement's agency or divisions may see, and without either none. Run by the schema's owner at start; one query when all is so.
 * `circles`: name of the read model (`id`, `restricted`, `held_by`, `circle`) that keeps matters to a circle of keys.
 */
export async function ensureRowSecurity(
  owner: ClientBase,
  schema: string,
  roles: SchemaRoles,
  tables: readonly SecuredTable[],
  circles: string | null = null,
): Promise<void> {
  const hidden = circles === null ? null : hiddenMatters(schema, circles);
  const unguarded = (there: ReadonlyMap<string, Found>): readonly Unguarded[] =>
    [...there].flatMap(([table, found]) => {
      const secured = tables.find((one) => one.table === table || versionless(one.table) === versionless(table));
      if (secured === undefined) return [];
      const wanted = policiesOf(schema, { table, seenBy: secured.seenBy }, roles, found, hidden?.name ?? null);
      const same = found.forced && found.policies.length === wanted.size && found.policies.every((name) => wanted.has(name));
      return same ? [] : [{ table, found, wanted, read: secured.seenBy !== null }];
    });
  if (unguarded(await tablesThere(owner, schema)).length === 0) return;
  await owner.query('BEGIN');
  try {
    await owner.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`xiezhi:${schema}:projection-tables`]);
    if (hidden !== null) {
      await owner.query(hidden.create);
      await owner.query(`REVOKE ALL ON FUNCTION ${hidden.name}() FROM PUBLIC`);
      await owner.query(`GRANT EXECUTE ON FUNCTION ${hidden.name}() TO ${plainIdentifier(roles.reader)}`);
    }
    // Another process may have been here while this one waited.
    for (const { table, found, wanted, read } of unguarded(await tablesThere(owner, schema))) {
      const on = qualified(schema, table);
      for (const name of found.policies) await owner.query(`DROP POLICY ${plainIdentifier(name)} ON ${on}`);
      for (const [name, body] of wanted) await owner.query(`CREATE POLICY ${name} ${body}`);
      await owner.query(`ALTER TABLE ${on} ENABLE ROW LEVEL SECURITY`);
      await owner.query(`ALTER TABLE ${on} FORCE ROW LEVEL SECURITY`);
      if (read) await owner.query(`GRANT SELECT ON ${on} TO ${plainIdentifier(roles.reader)}`);
    }
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
}

interface Found {
  readonly forced: boolean;
  readonly policies: readonly string[];
  readonly columns: readonly string[];
}

interface Unguarded {
  readonly table: string;
  readonly found: Found;
  readonly wanted: ReadonlyMap<string, string>;
  readonly read: boolean;
}

/** A read model's name: its older version is read until the new one has caught up, and is guarded alike. */
const versionless = (table: string): string => table.replace(/_v\d+$/, '_v');

async function tablesThere(owner: ClientBase, schema: string): Promise<ReadonlyMap<string, Found>> {
  const { rows } = await owner.query<Found & { readonly table: string }>(
    `SELECT c.relname AS "table", c.relrowsecurity AND c.relforcerowsecurity AS forced,
       ARRAY(SELECT polname::text FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY polname) AS policies,
       ARRAY(SELECT attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns
     FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r'`,
    [plainIdentifier(schema)],
  );
  return new Map(rows.map(({ table, ...found }) => [table, found]));
}
