import { store } from './postgres/index.js';

export const handle = store;
