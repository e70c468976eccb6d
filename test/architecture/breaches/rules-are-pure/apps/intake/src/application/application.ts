import { randomUUID } from 'node:crypto';

export const application = randomUUID;
