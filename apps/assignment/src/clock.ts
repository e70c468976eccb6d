/** The time, injected so that rules never read it themselves. */
export abstract class Clock {
  /** Now, as an ISO 8601 instant. */
  abstract now(): string;
}

export class SystemClock extends Clock {
  override now(): string {
    return new Date().toISOString();
  }
}
