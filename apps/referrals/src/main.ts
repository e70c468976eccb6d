import { boot, runOrExplain } from '@xiezhi/service';
import { ReferralsModule } from './referrals.module.js';

runOrExplain(() => boot(ReferralsModule, { embedded: false }));
