export * from './agency.js';
export * from './assignment.js';
export * from './contract.js';
export * from './directory.js';
export * from './erasure.js';
export * from './log-heads.js';
export * from './quality.js';
export * from './referrals.js';
