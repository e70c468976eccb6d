import { Client, Pool } from 'pg';
import { postgresEventFeed, rebuildInto } from '../../libs/eventsourcing/src/postgres/index.js';
import { requests } from './projection.support.js';

/** A process of its own: rebuilds from `upTo` events and prints the most memory it ever had (kilobytes). */
const [url, upTo] = process.argv.slice(2);
const pool = new Pool({ connectionString: url!, max: 2 });
const client = new Client({ connectionString: url! });
await client.connect();
await rebuildInto(client, requests(1), postgresEventFeed({ pool }), 'pg_temp.rebuilt', { upTo: upTo!.padStart(19, '0') });
await client.end();
await pool.end();
console.log(process.resourceUsage().maxRSS);
