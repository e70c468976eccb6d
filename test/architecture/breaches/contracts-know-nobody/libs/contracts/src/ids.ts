import { randomUUID } from 'node:crypto';

export const ids = randomUUID;
