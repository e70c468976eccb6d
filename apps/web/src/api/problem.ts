/** One field's fault, as the platform tells it. */
export interface FieldFault {
  readonly path: string;
  readonly code: string;
  readonly detail: string;
}

interface ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldFault[];
  readonly basis?: string;
  readonly requestId?: string;
}

/** What went wrong with a request: a refusal of the platform (RFC 9457), or no answer at all (`code` `network`, `status` 0). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldFault[];
  readonly basis: string | null;
  readonly requestId: string | null;

  constructor(body: ProblemBody) {
    super(body.code);
    this.status = body.status;
    this.code = body.code;
    this.detail = body.detail;
    this.errors = body.errors ?? [];
    this.basis = body.basis ?? null;
    this.requestId = body.requestId ?? null;
  }

  /** True when the same request may succeed a moment later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** No answer came: the line is down, or the platform is. */
export const noAnswer = (): Problem => new Problem({ status: 0, code: 'network', detail: '' });

/** The problem an answer tells; one that is not of the platform (a proxy's page) becomes its status alone. */
export async function problemOf(response: Response): Promise<Problem> {
  const said: unknown = await response.json().catch(() => null);
  if (isProblemBody(said)) return new Problem(said);
  return new Problem({ status: response.status, code: `http.${response.status}`, detail: '' });
}

const isProblemBody = (value: unknown): value is ProblemBody =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as ProblemBody).code === 'string' &&
  typeof (value as ProblemBody).status === 'number';
