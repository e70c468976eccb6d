import { boot, runOrExplain } from '@xiezhi/service';
import { DirectoryModule } from './directory.module.js';

runOrExplain(() => boot(DirectoryModule, { embedded: false }));
