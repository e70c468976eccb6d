import { SEND_TIMEOUT_MS, SmsGateway, type Delivery, type Sms } from './outgoing.js';

export interface HttpSmsOptions {
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly key: string;
  /** The gateway's name of the template that was approved for these messages (短信模板). */
  readonly template: string;
}

/** Answers after which the same message may be taken later. */
const LATER: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);

/** Text messages by a gateway that takes them over HTTP (短信网关); what it must take and answer stands in docs/integrating.md. */
export class HttpSmsGateway extends SmsGateway {
  constructor(private readonly options: HttpSmsOptions) {
    super();
  }

  override async send({ id, to, language, text }: Sms): Promise<Delivery> {
    const { url, key, template } = this.options;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'idempotency-key': id },
        body: JSON.stringify({ to, template, language, text }),
        redirect: 'error',
        signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
      });
      await response.arrayBuffer();
      if (response.ok) return { kind: 'sent' };
      const kind = response.status >= 500 || LATER.has(response.status) ? 'unreachable' : 'refused';
      return { kind, reason: `http_${response.status}` };
    } catch (error) {
      return { kind: 'unreachable', reason: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'no_answer' };
    }
  }
}
