import { boot, runOrExplain } from '@xiezhi/service';
import { CoordinationModule } from './coordination.module.js';

runOrExplain(() => boot(CoordinationModule, { embedded: false }));
