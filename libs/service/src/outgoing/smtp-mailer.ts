import { createTransport } from 'nodemailer';
import { Mailer, SEND_TIMEOUT_MS, type Delivery, type Mail } from './outgoing.js';

/** An answer of the server from which on it refuses for good (RFC 5321, 4.2.1). */
const PERMANENT = 500;

interface SmtpFailure {
  readonly code?: string;
  readonly responseCode?: number;
}

/** E-mail by SMTP; one connection for each message, for there are few. */
export class SmtpMailer extends Mailer {
  readonly #transport: ReturnType<typeof createTransport>;
  readonly #domain: string;

  /** `url`: `smtp://user:password@host:port`, or `smtps://…`; `from`: the sender's address. */
  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    this.#domain = from.slice(from.lastIndexOf('@') + 1).replace(/[>\s]/g, '');
    this.#transport = createTransport({
      url,
      connectionTimeout: SEND_TIMEOUT_MS,
      greetingTimeout: SEND_TIMEOUT_MS,
      socketTimeout: SEND_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  override async send({ id, to, subject, text }: Mail): Promise<Delivery> {
    try {
      await this.#transport.sendMail({
        from: this.from,
        to,
        subject,
        text,
        messageId: `<${id}@${this.#domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { kind: 'sent' };
    } catch (error) {
      const { code = 'unknown', responseCode } = error as SmtpFailure;
      const reason = responseCode === undefined ? code : `smtp_${responseCode}`;
      // A password that is wrong is the operator's to mend, and no fault of the address.
      if (code === 'EAUTH' || responseCode === undefined || responseCode < PERMANENT) return { kind: 'unreachable', reason };
      return { kind: 'refused', reason };
    }
  }

  override close(): void {
    this.#transport.close();
  }
}
