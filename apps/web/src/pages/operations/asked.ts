import type { OperatorCommand } from '../../api/operations.ts';
import type { ServiceName } from '../../api/oversight.ts';

/** What is asked before it is done: a command without its reason. */
export interface Asked {
  readonly service: ServiceName;
  readonly command: OperatorCommand;
}
