export * from './agency.js';
export * from './assignment.js';
export * from './contract.js';
export * from './directory.js';
export * from './referrals.js';
