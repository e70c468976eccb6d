/** What happened to one request for a defender, in the words of the law's own course of a case. Instants are milliseconds since the epoch. */
export type Organ = 'court' | 'procuratorate' | 'police';

export interface Notice {
  readonly organ: Organ;
  /** An organ must give notice (应当通知) on one of the grounds of Law 25(1) or Law 28. */
  readonly mandatory: boolean;
  readonly hearing?: { readonly at: number; readonly shortened: boolean };
  /** A transfer brought it here: its sender sent it once, to the institution before. */
  readonly transferred?: boolean;
}

export type Fact =
  | { readonly is: 'need discovered'; readonly at: number; readonly organ: Organ }
  | ({ readonly is: 'notice delivered'; readonly at: number } & Notice)
  | { readonly is: 'returned'; readonly at: number; readonly personOrOffenceUnknown: boolean }
  | { readonly is: 'corrected'; readonly at: number }
  | { readonly is: 'lawyer assigned'; readonly at: number }
  | { readonly is: 'agency told'; readonly at: number }
  | { readonly is: 'engagement signed'; readonly at: number }
  | { readonly is: 'papers filed'; readonly at: number }
  /** `toldAt`: the organ told the institution; without it, it does so with its next act. */
  | { readonly is: 'lawyer refused'; readonly at: number; readonly toldAt?: number }
  | { readonly is: 'reason accepted'; readonly at: number }
  | { readonly is: 'reason rejected'; readonly at: number }
  | { readonly is: 'own lawyer engaged'; readonly at: number; readonly toldAt: number }
  | { readonly is: 'reassignment requested'; readonly at: number }
  /** A hearing was adjourned so that a new defender can prepare. */
  | { readonly is: 'adjourned for the new defender'; readonly at: number }
  | { readonly is: 'change requested'; readonly at: number }
  | { readonly is: 'change declined'; readonly at: number }
  | { readonly is: 'lawyer replaced'; readonly at: number }
  | { readonly is: 'stage concluded'; readonly at: number; readonly closedAt: number }
  | { readonly is: 'document sent'; readonly at: number }
  | { readonly is: 'file submitted'; readonly at: number }
  | { readonly is: 'file returned'; readonly at: number }
  | { readonly is: 'file accepted'; readonly at: number }
  | { readonly is: 'terminated'; readonly at: number }
  | { readonly is: 'termination served'; readonly at: number }
  /** Withdrawn, transferred, superseded, or no longer needed: nothing more is owed. */
  | { readonly is: 'ended'; readonly at: number };

/** From when on everybody knew of a holiday that had not been announced before. */
export interface HolidayAnnounced {
  readonly at: number;
  readonly days: readonly number[];
}
