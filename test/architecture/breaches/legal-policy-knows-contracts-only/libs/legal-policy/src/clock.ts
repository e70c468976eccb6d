import { kernel } from '../../eventsourcing/src/index.js';

export const clock = kernel;
