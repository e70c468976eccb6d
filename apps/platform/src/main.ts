import { uuidv7 } from '@xiezhi/eventsourcing';
console.log(uuidv7(Date.now()));
