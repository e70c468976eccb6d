import { agencyScope, type AgencyScope, type Principal, type Service } from '@xiezhi/service';
import type { MatterKind } from '@xiezhi/contracts';
import type { OpenedMatter } from '../access-log/access-log.js';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import type { AidCaseLists } from '../aid-case-list/aid-case-list.queries.js';
import { roleKeyOf } from '../sensitive-matter/circle.js';
import { Rejected } from '@xiezhi/eventsourcing';
import { composeLetter, currentTemplate, missingFields, shanghaiDay, type ComposedLetter } from '@xiezhi/legal-policy';
import { LettersInClear, type LetterTexts } from '../letter/letter.texts.js';
import type { ServiceManner } from '../letter/letter.js';
import { LetterQueries, OF_LAWYER, type ListedLetter } from '../letter-register/letter-register.queries.js';
import { letterRegister } from '../letter-register/letter-register.projection.js';
import { worklist } from '../worklist/worklist.projection.js';
import type { Worklists } from '../worklist/worklists.js';

const RECEIPT = 22;
const MANNERS: Readonly<Record<ServiceManner, string>> = {
  in_person: '直接送达',
  post: '邮寄送达',
  electronic: '电子送达',
  left: '留置送达',
  public: '公告送达',
};

/** A letter opened for a reader. */
export interface OpenedLetter {
  readonly texts: LetterTexts;
  readonly missing: readonly string[];
  readonly composed: ComposedLetter;
}

/** What the reading routes of letters use. */
export class LettersOfMatters {
  readonly queries: LetterQueries;
  readonly #texts: LettersInClear;

  constructor(
    service: Service,
    readonly worklists: Worklists,
    private readonly cases: AidCaseLists,
    private readonly now: () => string,
  ) {
    this.queries = new LetterQueries(service.reads, service.readModels);
    this.#texts = new LettersInClear(service.store, service.keys);
  }

  /** Day by which forms are chosen. */
  today(): string {
    return shanghaiDay(this.now());
  }

  /** @throws Rejected `read_model.behind` when that takes too long */
  behind(position: string | undefined): Promise<void> {
    return this.worklists.behind(position, [worklist, aidCaseList, letterRegister]);
  }

  /** A matter of either kind as the reader has it. @throws Rejected `defence_request.not_found`, `aid_case.not_found` */
  matter(of: MatterKind, id: string, reader: Principal): Promise<OpenedMatter> {
    return of === 'defence-request' ? this.worklists.queries.matter(id, reader) : this.cases.matter(id, reader);
  }

  /** The letters of a matter as the reader has them: an agency its own and those sent to it, the lawyer of the case those of the work. */
  async ofMatter(matter: OpenedMatter, reader: Principal): Promise<readonly ListedLetter[]> {
    return this.queries.ofMatter(matter.id, ...readAs(matter, reader));
  }

  /** @throws Rejected `letter.not_found` */
  async letter(matter: OpenedMatter, letterId: string, reader: Principal): Promise<ListedLetter> {
    return this.queries.letter(matter.id, letterId, ...readAs(matter, reader));
  }

  /** What a letter says; the caller records the reading first. */
  async open(listed: ListedLetter): Promise<OpenedLetter> {
    const texts = await this.#texts.read(listed.id);
    if (texts === null) throw new Rejected('letter.not_found', '没有这份文书。No such letter.');
    const issuer = (await this.worklists.rosters.namesOf([listed.issuer])).get(listed.issuer) ?? listed.issuer;
    const standing = listed.status === 'void' ? 'void' : listed.status === 'issued' || listed.status === 'served' ? 'issued' : 'draft';
    const day = listed.issuedAt === null ? null : shanghaiDay(listed.issuedAt);
    return {
      texts,
      missing: missingFields(texts.template, texts.values),
      composed: composeLetter(texts.template, texts.values, { number: listed.number, standing, issuer, day }),
    };
  }

  /** The letter and, where one goes with it, its receipt (送达回证). */
  sheetsOf({ texts, composed }: OpenedLetter, listed: ListedLetter): readonly ComposedLetter[] {
    const { number, servedAt, manner } = listed;
    const { template, values, service } = texts;
    const receipt = currentTemplate(RECEIPT, this.today(), listed.matter);
    if (!template.receipt || number === null || composed.standing !== 'issued' || receipt === undefined) return [composed];
    const told = {
      documents: `${template.titleZh}（${number}）`,
      servedOn: template.servedOn === undefined ? '' : (values[template.servedOn] ?? null),
      ...(manner !== null && { manner: MANNERS[manner as ServiceManner] }),
      ...(servedAt !== null && { servedAt }),
      ...(service?.servedBy !== undefined && { server: service.servedBy }),
      ...(service?.receivedBy !== undefined && { receivedBy: service.receivedBy }),
      ...(service?.address !== undefined && { address: service.address }),
    };
    return [composed, composeLetter(receipt, told, { number: null, standing: 'issued', issuer: '', day: null })];
  }
}

const readAs = ({ relation, institution }: OpenedMatter, reader: Principal): readonly [AgencyScope, readonly number[] | null] =>
  relation === 'lawyer' ? [{ agency: institution, keys: [roleKeyOf(institution)] }, OF_LAWYER] : [agencyScope(reader), null];
