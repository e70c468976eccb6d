import { DIVISIONS } from '@xiezhi/contracts';
import { useWords } from '../i18n/index.ts';

interface DivisionSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly onBlur?: () => void;
  /** Divisions to choose from; all when not given. */
  readonly codes?: ReadonlySet<string>;
  /** What the entry is called that chooses none. */
  readonly none?: string;
  /** What an entry is called, where that is not the division's name. */
  readonly labelOf?: (code: string) => string | undefined;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
  readonly 'aria-required'?: boolean;
}

const below = (parent: string) => DIVISIONS.filter((division) => division.parent === parent);
const REGION = DIVISIONS.filter(({ level }) => level === 'region');
const PREFECTURES = DIVISIONS.filter(({ level }) => level === 'prefecture');

/** A division: the prefectures as groups, each with its counties. */
export function DivisionSelect({ value = '', onChange, codes, none, labelOf, ...rest }: DivisionSelectProps) {
  const { t, language } = useWords();
  const option = ({ code, nameZh, nameEn }: (typeof DIVISIONS)[number]) =>
    codes === undefined || codes.has(code) ? (
      <option key={code} value={code}>
        {labelOf?.(code) ?? (language === 'zh' ? nameZh : nameEn)}
      </option>
    ) : null;
  return (
    <select className="control" {...rest} value={value} onChange={({ target }) => onChange?.(target.value)}>
      <option value="">{none ?? t('notice.choose')}</option>
      {REGION.map(option)}
      {PREFECTURES.map((prefecture) => (
        <optgroup key={prefecture.code} label={language === 'zh' ? prefecture.nameZh : prefecture.nameEn}>
          {[prefecture, ...below(prefecture.code)].map(option)}
        </optgroup>
      ))}
    </select>
  );
}
