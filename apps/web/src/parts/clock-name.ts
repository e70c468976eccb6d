import { useWords } from '../i18n/index.ts';
import { zh, type Catalogue } from '../i18n/zh/index.ts';

type NamedClock = keyof Catalogue['course']['clock'];
const isNamed = (key: string): key is NamedClock => key in zh.course.clock;

/** Clocks that have a name here, by their ids. */
export const NAMED_CLOCKS = Object.keys(zh.course.clock).map((key) => key.replace('_', '.'));

/** What a statutory clock is called; its id where it has no name here. */
export function useClockName(): (clock: string) => string {
  const { t } = useWords();
  return (clock) => {
    const key = clock.replace('.', '_');
    return isNamed(key) ? t(`course.clock.${key}`) : clock;
  };
}
