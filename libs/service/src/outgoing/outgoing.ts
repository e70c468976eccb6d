/** What became of a message that was handed over. `reason` is a code, and never names whom it was for. */
export type Delivery =
  | { readonly kind: 'sent' }
  /** Trying again will not help: the address or the message is refused. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Trying again may help: nobody answered, or said that it cannot now. */
  | { readonly kind: 'unreachable'; readonly reason: string };

/** A message by e-mail. `id` is the same each time it is sent, so that whoever gets it twice can tell. */
export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends e-mail. */
export abstract class Mailer {
  abstract send(mail: Mail): Promise<Delivery>;
  abstract close(): void;
}

/** A text message: what a template of the gateway's is filled in with. `id` is the same each time it is sent. */
export interface Sms {
  readonly id: string;
  readonly to: string;
  readonly language: string;
  readonly text: string;
}

/** Sends text messages. */
export abstract class SmsGateway {
  abstract send(sms: Sms): Promise<Delivery>;
}

/** Longest that a server or a gateway may take to answer. */
export const SEND_TIMEOUT_MS = 10_000;
