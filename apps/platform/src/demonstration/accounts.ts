export { DEMONSTRATION_ACCOUNTS, type DemonstrationAccount } from '../../../directory/src/demonstration-data/demonstration-accounts.js';
