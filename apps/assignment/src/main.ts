import { boot, runOrExplain } from '@xiezhi/service';
import { AssignmentModule } from './assignment.module.js';

runOrExplain(() => boot(AssignmentModule, { embedded: false }));
