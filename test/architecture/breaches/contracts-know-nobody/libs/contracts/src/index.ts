import { policy } from '../../legal-policy/src/index.js';

export const contracts = policy;
