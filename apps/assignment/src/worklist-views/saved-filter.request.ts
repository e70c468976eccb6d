import { OmitType } from '@nestjs/swagger';
import { TabQuery } from '../worklist/worklist.request.js';

/** What a view shows: a tab, its filters and its order, as a list is asked for them. */
export class SavedFilter extends OmitType(TabQuery, ['after'] as const) {}
