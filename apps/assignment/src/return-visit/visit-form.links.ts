import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { canonicalJson, derivedId } from '@xiezhi/eventsourcing';
import { derivedKey, OneTimeCodes, publicHome } from '@xiezhi/service';
import type { Rosters } from '../rosters/rosters.js';
import type { FilledIn } from './visit-form.page.js';
import { visitOfForm, type ReturnVisitState } from './return-visit.js';

export interface VisitFormTools {
  readonly streams: { load(id: string): Promise<{ readonly state: ReturnVisitState }> };
  readonly rosters: Pick<Rosters, 'namesOf'>;
  readonly masterKey: Uint8Array;
  /** Where the platform is reached. */
  readonly publicUrl: string;
  readonly now: () => string;
}

/** Languages that a form's page is shown in; a recipient of another reads the Chinese one. */
const PAGE_LANGUAGES: ReadonlySet<string> = new Set(['zh', 'bo', 'en']);

/** The links of forms (回访问卷) by which recipients answer a return visit. */
export class VisitForms {
  readonly #codes: OneTimeCodes;
  readonly #answers: KeyObject;

  constructor(private readonly tools: VisitFormTools) {
    this.#codes = new OneTimeCodes(tools.masterKey, 'return-visit forms');
    this.#answers = createSecretKey(derivedKey(tools.masterKey, 'answers of return-visit forms'));
  }

  /** The code that a command gives out, with the digest that is kept of it. */
  issued(commandId: string): { readonly code: string; readonly digest: string } {
    const code = this.#codes.of(commandId);
    return { code, digest: this.digest(code) };
  }

  digest(code: string): string {
    return this.#codes.digest(code).toString('base64url');
  }

  /** Where the recipient of a visit fills the form in, in the recipient's language where there is a page in it. */
  linkOf(id: string, code: string, language: string): string {
    return `${this.tools.publicUrl}${publicHome(PAGE_LANGUAGES.has(language) ? language : 'zh')}/visits/${id}/${code}`;
  }

  /**
   * Name of the institution that asks.
   * @throws Rejected `return_visit.form.not_found`, `return_visit.form.over`
   */
  async institutionOf(id: string, code: string): Promise<string> {
    const { streams, rosters, now } = this.tools;
    const { state } = await streams.load(id);
    const { institution } = visitOfForm(state, this.digest(code), now()).parties;
    return (await rosters.namesOf([institution])).get(institution) ?? institution;
  }

  /** The id of the command that sends a filled-in form: sent twice, it is carried out once. Keyed, for it must not tell what was written. */
  commandOf(id: string, code: string, filled: FilledIn): string {
    const written = canonicalJson({ code, satisfaction: filled.satisfaction, answers: filled.answers, remark: filled.remark });
    return derivedId('answer a visit form', id, createHmac('sha256', this.#answers).update(written).digest('base64url'));
  }
}
