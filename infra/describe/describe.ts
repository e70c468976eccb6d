import type { ApiDescription } from '@xiezhi/service';
import { answersOf } from './answers.js';
import { handlersOf, shipped } from './program.js';
import { Refusals } from './refusals.js';

/** What the types and the code of all handlers tell of their answers. */
export function describeApi(): ApiDescription {
  const program = shipped();
  const handlers = handlersOf(program);
  const { answers, schemas } = answersOf(program, handlers);
  const refusals = new Refusals(program);
  const operations = handlers.map((handler) => [handler.operation, { ...answers[handler.operation], refusals: refusals.of(handler) }]);
  return { operations: Object.fromEntries(operations), schemas, refusals: refusals.all };
}
