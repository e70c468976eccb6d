const TRIALS = ['first_instance', 'second_instance', 'retrial'];

/** Stages with a trial: a procedure is chosen for it. */
export const isTrial = (stage: string | undefined): boolean => stage !== undefined && TRIALS.includes(stage);

const BEFORE_COURT = ['investigation', 'prosecution_review'];

/** Stages in which there may be a hearing (开庭). */
export const mayHaveHearing = (stage: string | undefined): boolean => stage !== undefined && !BEFORE_COURT.includes(stage);
