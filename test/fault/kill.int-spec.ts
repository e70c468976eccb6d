import { killSuite } from './kill-run.js';

killSuite(Number(process.env['KILLS'] ?? 5), 180_000);
