import { DIVISIONS, DUTY_PLACES, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { useAgencyName } from '../../api/directory.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { isAgencyKind } from './agency-kinds.ts';
import { AID_WORKER_KINDS, CANCELLED_FOR, GENDERS, known, LAWYER_STATUSES, SPECIALITIES, STATUS_REASONS } from './codes.ts';

/** A value of a field of the directory as people read it: the words of its code, `—` for nothing. */
export function useValueText(): (field: string, value: unknown) => string {
  const { t, language } = useWords();
  const agencyName = useAgencyName();
  const coded = (field: string, code: string): string => {
    switch (field) {
      case 'division':
      case 'divisions':
        return nameIn(DIVISIONS, code, language);
      case 'languages':
        return nameIn(SPOKEN_LANGUAGES, code, language);
      case 'institution':
        return agencyName(code);
      default:
        return wordOf(field, code) ?? code;
    }
  };
  const wordOf = (field: string, code: string): string | undefined => {
    if (field === 'kind') {
      const worker = known(AID_WORKER_KINDS, code);
      if (worker !== undefined) return t(`registers.aidWorkers.kinds.${worker}`);
      return isAgencyKind(code) ? t(`agencies.kinds.${code}`) : undefined;
    }
    const status = field === 'status' ? known(LAWYER_STATUSES, code) : undefined;
    if (status !== undefined) return t(`lawyers.statuses.${status}`);
    const reason = field === 'statusReason' ? known(STATUS_REASONS, code) : undefined;
    if (reason !== undefined) return t(`lawyers.reasons.${reason}`);
    const speciality = field === 'specialities' ? known(SPECIALITIES, code) : undefined;
    if (speciality !== undefined) return t(`registers.specialities.${speciality}`);
    const gender = field === 'gender' ? known(GENDERS, code) : undefined;
    if (gender !== undefined) return t(`registers.genders.${gender}`);
    const place = field === 'placeKind' ? known(DUTY_PLACES, code) : undefined;
    if (place !== undefined) return t(`registers.duty.places.${place}`);
    const cancelled = field === 'cancelledFor' ? known(CANCELLED_FOR, code) : undefined;
    return cancelled === undefined ? undefined : t(`registers.duty.reasons.${cancelled}`);
  };
  return (field, value) => {
    if (value === null || value === undefined || value === '') return '—';
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((one) => coded(field, String(one))).join(t('registers.and'));
    return coded(field, String(value));
  };
}
