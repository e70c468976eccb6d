import { COMPLAINTS, INSPECTIONS, VISITS } from './kinds.ts';
import { NewWorkPage } from './new-work-page.tsx';
import { WorkListPage } from './work-list-page.tsx';
import { WorkPage } from './work-page.tsx';

export const ComplaintsPage = () => <WorkListPage work={COMPLAINTS} />;
export const NewComplaintPage = () => <NewWorkPage work={COMPLAINTS} />;
export const ComplaintPage = () => <WorkPage work={COMPLAINTS} />;

export const VisitsPage = () => <WorkListPage work={VISITS} />;
export const NewVisitPage = () => <NewWorkPage work={VISITS} />;
export const VisitPage = () => <WorkPage work={VISITS} />;

export const InspectionsPage = () => <WorkListPage work={INSPECTIONS} />;
export const NewInspectionPage = () => <NewWorkPage work={INSPECTIONS} />;
export const InspectionPage = () => <WorkPage work={INSPECTIONS} />;
