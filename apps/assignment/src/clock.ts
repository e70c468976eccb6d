import { instantOf } from '@xiezhi/legal-policy';
import { SYSTEM_TIME, type Time } from '@xiezhi/service';

/** The time, injected so that rules never read it themselves. */
export abstract class Clock {
  /** Now, as an ISO 8601 instant. */
  abstract now(): string;
}

/** The time of the process. */
export class SystemClock extends Clock {
  constructor(private readonly time: Time = SYSTEM_TIME) {
    super();
  }

  override now(): string {
    return instantOf(this.time.now());
  }
}
