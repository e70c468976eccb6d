// Jest loads its global setup without the project's paths and suffixes: the loader of the benches supplies them.
import './register-ts.js';

/** One PostgreSQL for the whole run. */
export default async function globalSetup() {
  const { default: start } = await import('./global-setup.ts');
  await start();
}
