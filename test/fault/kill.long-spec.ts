import { killSuite } from './kill-run.js';

killSuite(Number(process.env['KILLS'] ?? 50), 1_200_000);
