import { Text } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { IsDefined, ValidateNested } from 'class-validator';
import { SavedFilter } from './saved-filter.request.js';

/** A view (视图): a name and what it shows. */
export class SaveViewRequest {
  @Text({ max: 30 })
  name!: string;

  @ValidateNested()
  @Type(() => SavedFilter)
  @IsDefined()
  filter!: SavedFilter;
}
