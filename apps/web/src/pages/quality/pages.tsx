import { COMPLAINTS } from './kinds.ts';
import { NewWorkPage } from './new-work-page.tsx';
import { WorkListPage } from './work-list-page.tsx';
import { WorkPage } from './work-page.tsx';

export const ComplaintsPage = () => <WorkListPage work={COMPLAINTS} />;
export const NewComplaintPage = () => <NewWorkPage work={COMPLAINTS} />;
export const ComplaintPage = () => <WorkPage work={COMPLAINTS} />;
