import { LAWYER_ROLE, SYSTEM_ROLE } from '../defence-request/relations.js';
import type { Actor } from '@xiezhi/eventsourcing';
import { roleKey } from '@xiezhi/service';
import { circleOf, type SensitiveMatterState } from './state.js';

/**
 * Who may know of a matter (知悉范围). Of a flagged one, of the institution's people only the head and the officers named; to the others it
 * does not exist. Other parties are not concerned: the case is theirs.
 */
export class Circles {
  constructor(private readonly matters: { load(id: string): Promise<{ readonly state: SensitiveMatterState }> }) {}

  /** Asked of the log itself: whoever was just left out is refused at once, however far read models are. */
  async admit(matterId: string, { agency, role, person }: Actor): Promise<boolean> {
    if (role === SYSTEM_ROLE || role === LAWYER_ROLE) return true;
    const { state } = await this.matters.load(matterId);
    if (state.status !== 'flagged' || agency !== state.parties.institution) return true;
    const circle = circleOf(state);
    return circle.includes(roleKey(agency, role ?? '')) || (person !== undefined && circle.includes(person));
  }
}
