// What the HTTP edge is compared to, in a process of its own: one Fastify, one pool, one statement a request; it verifies and checks
// nothing. POOL is its number of connections, DATABASE_URL its database, WORKLIST the table that pages are read from.
import { fastify } from 'fastify';
import { Pool } from 'pg';

const { DATABASE_URL = '', WORKLIST = '', POOL = '10' } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: Number(POOL), options: '-c jit=off' });
const app = fastify({ logger: false });

app.post('/*', async (request, reply) => {
  const { rows } = await pool.query<{ id: string }>({
    name: 'insert',
    text: 'insert into bare.rows (body) values ($1) returning id',
    values: [request.body],
  });
  void reply.code(201);
  return { id: rows[0]!.id };
});

// The platform's own SELECT; the sealed columns, which the platform's page does not hold either, are left out of the answer.
app.get<{ Params: { id: string } }>('/api/assignment/defence-requests/:id', async (request) => {
  const { rows } = await pool.query<Record<string, unknown>>({
    name: 'page',
    text: `select * from ${WORKLIST} where id = $1 and (organ = $2 or institution = $2)`,
    values: [request.params.id, 'court-540100'],
  });
  const { person: _person, contact: _contact, papers: _papers, ...page } = rows[0]!;
  return page;
});

process.once('SIGTERM', () => void app.close().then(() => pool.end()));
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
