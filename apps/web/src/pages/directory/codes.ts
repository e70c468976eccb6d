/** Codes of the directory, in the order in which they are offered. */
export const LAWYER_STATUSES = ['active', 'suspended', 'inactive'] as const;
export const STATUS_REASONS = ['on_leave', 'discipline', 'licence_not_renewed', 'moved_away', 'retired', 'left_practice', 'other'] as const;
export const SPECIALITIES = [
  'criminal_defence',
  'minors',
  'civil',
  'marriage_family',
  'labour',
  'traffic_injury',
  'administrative',
  'land_house',
  'agriculture',
  'environment',
] as const;
export const AID_WORKER_KINDS = ['station_staff', 'liaison', 'volunteer'] as const;
export const CANCELLED_FOR = ['lawyer_unavailable', 'place_closed', 'planned_wrongly', 'other'] as const;
export const GENDERS = ['female', 'male'] as const;

/** The code of a list that a text is, where it is one. */
export const known = <Code extends string>(codes: readonly Code[], text: string): Code | undefined => codes.find((code) => code === text);
