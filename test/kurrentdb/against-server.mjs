// Runs the KurrentDB adapter's suites against the server that KURRENTDB_URL names, instead of the double of its protocol.
if ((process.env['KURRENTDB_URL'] ?? '').trim() === '') {
  console.error(`KURRENTDB_URL is not set, so there is no server to test against. Example:

  KURRENTDB_URL='esdb://127.0.0.1:2113?tls=false' npm run test:kurrentdb

The server must be EventStoreDB 23.10 or newer, or KurrentDB, with MaxAppendSize at 16 MiB; the user must be allowed to read $all.
Each run keeps to namespaces of its own and leaves its events behind: use a server made for tests.
Without a server, "npm test" runs the same suites against a double of its protocol.`);
  process.exitCode = 2;
} else {
  process.argv.push('libs/eventsourcing/src/kurrentdb');
  await import('../run-tests.mjs');
}
