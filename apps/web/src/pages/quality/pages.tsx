import { KINDS_OF_WORK } from './kinds.ts';
import { NewWorkPage } from './new-work-page.tsx';
import { WorkListPage } from './work-list-page.tsx';
import { WorkPage } from './work-page.tsx';

/** The list, the form and the page of a kind of quality work, by where they lie below `/quality/`. */
export function pagesOfWork(path: string) {
  const work = KINDS_OF_WORK.find((kind) => kind.path === path)!;
  return { List: () => <WorkListPage work={work} />, Begin: () => <NewWorkPage work={work} />, One: () => <WorkPage work={work} /> };
}
