import { DutyRules, evolveDuties as evolveOwed, type Counting, type DutyFact } from '@xiezhi/legal-policy';
import type { DutyEvent } from './events.js';
import type { Duties, DutyParty, Open, Parties } from './state.js';

/** Clocks that a granted case starts (domain section 8). */
export type CaseClock = 'C23' | 'C24' | 'C27' | 'C28' | 'C30' | 'C31' | 'C32' | 'C33';

/** Who owes what to whom. Whose justice department it is, follows from the institution's division. */
function partiesOf(clock: CaseClock, { institution }: Parties, lawyerId: string | undefined) {
  const aid: DutyParty = { kind: 'institution', agency: institution };
  const recipient: DutyParty = { kind: 'recipient' };
  const lawyer: DutyParty = { kind: 'lawyer', ...(lawyerId !== undefined && { lawyerId }) };
  const unit: DutyParty = { ...lawyer, kind: 'unit' };
  const justice: DutyParty = { kind: 'justice_department' };
  switch (clock) {
    case 'C23':
    case 'C30':
    case 'C31':
      return { holder: aid, owedTo: recipient };
    case 'C24':
      return { holder: unit, owedTo: recipient };
    case 'C27':
      return { holder: recipient, owedTo: justice };
    case 'C28':
      return { holder: justice, owedTo: recipient };
    case 'C32':
      return { holder: lawyer, owedTo: aid };
    case 'C33':
      return { holder: aid, owedTo: unit };
  }
}

const rules = new DutyRules<CaseClock, Parties, DutyParty>({ partiesOf });
type Facts = readonly DutyFact<Parties, DutyParty>[];
const told = (facts: Facts): readonly DutyEvent[] => facts as unknown as readonly DutyEvent[];

/** The clock `id` starts with `trigger`. */
export const started = (
  id: CaseClock,
  trigger: string,
  matter: Pick<Open, 'parties' | 'ran' | 'lawyerId'>,
  counting: Counting,
): DutyEvent => told([rules.started(id, trigger, matter, counting)])[0]!;

/** The duty of clock `id` was done at `stoppedAt`, or is owed no more; nothing when it does not run. */
export const stopped = (state: Open, id: CaseClock, stoppedAt: string, outcome: 'met' | 'lapsed' = 'met'): readonly DutyEvent[] =>
  told(rules.stopped(state, id, stoppedAt, outcome));

/** All that is owed lapses, but for the clocks of `but`. */
export const lapsed = (state: Open, at: string, ...but: readonly CaseClock[]): readonly DutyEvent[] =>
  told(rules.lapsed(state, at, ...but));

export const recounted = (state: Open, at: string, counting: Counting): readonly DutyEvent[] => told(rules.recounted(state, at, counting));

export const breached = (state: Open, dutyId: string, at: string, counting: Counting): readonly DutyEvent[] =>
  told(rules.breached(state, dutyId, at, counting));

export const warned = (state: Open, dutyId: string, at: string): readonly DutyEvent[] => told(rules.warned(state, dutyId, at));

/** The duties after a fact about one of them. */
export const evolveDuties = (duties: Duties, event: DutyEvent): Duties =>
  evolveOwed(duties, event as unknown as DutyFact<Parties, DutyParty>);
