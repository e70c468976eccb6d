import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { FieldError } from '@xiezhi/eventsourcing';
import { HttpProblem } from './problem.js';
import { parseWrong } from './text-rules.js';

/** Most fields one answer names. */
const MAX_FIELD_ERRORS = 100;
/** How deep a body may nest: parsers recurse. */
const MAX_DEPTH = 32;

/**
 * Checks every body, query and parameter against its class: unknown fields are refused, nothing is converted by guess, and each bad field
 * is named once with a stable code. Classes must be imported as values (`import type` erases them, and the check with them).
 */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false },
    exceptionFactory: (errors) => invalidRequest(fieldErrors(errors)),
  });

/** 400 with one entry per bad field. */
export const invalidRequest = (errors: readonly FieldError[]): HttpProblem =>
  new HttpProblem({ status: 400, code: 'request.invalid', detail: 'Some fields are missing or wrong; see errors.', errors });

/** class-validator's tree as a flat list: path `person.birthDate`, `items.0.amount`; one entry a field. */
export function fieldErrors(errors: readonly ValidationError[]): readonly FieldError[] {
  const found: FieldError[] = [];
  const visit = (level: readonly ValidationError[], prefix: string, depth: number): void => {
    for (const error of level) {
      if (found.length >= MAX_FIELD_ERRORS || depth > MAX_DEPTH) return;
      const path = `${prefix}${error.property}`;
      if (error.constraints !== undefined) found.push(fieldError(path, error.constraints, error.value));
      visit(error.children ?? [], `${path}.`, depth + 1);
    }
  };
  visit(errors, '', 1);
  return found;
}

function fieldError(path: string, constraints: Readonly<Record<string, string>>, value: unknown): FieldError {
  if (constraints['whitelistValidation'] !== undefined) return { path, code: 'field.unknown', detail: 'is not a field of this request' };
  if (value === undefined || value === null) return { path, code: 'field.required', detail: 'must be given' };
  for (const message of Object.values(constraints)) {
    const wrong = parseWrong(message);
    if (wrong !== null) return { path, ...wrong };
  }
  // What it must be comes before how much of it: a text where a number belongs is not "too small".
  const all = Object.entries(constraints);
  const [constraint, message] = all.find(([name]) => /^is[A-Z]/.test(name)) ?? all[0] ?? ['invalid', 'is not valid'];
  return { path, code: `field.${snakeCase(constraint)}`, detail: message };
}

/** `isUuid` → `not_uuid`; `arrayMaxSize` → `array_max_size`. */
const snakeCase = (constraint: string): string =>
  constraint.replace(/^is(?=[A-Z])/, 'not').replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Refuses a parsed body that nests deeper than any request does, before code that recurses sees it.
 * @throws HttpProblem 400
 */
export function assertNotTooDeep(value: unknown, left = MAX_DEPTH): void {
  if (typeof value !== 'object' || value === null) return;
  if (left === 0)
    throw new HttpProblem({ status: 400, code: 'request.too_deep', detail: `The body nests deeper than ${MAX_DEPTH} levels.` });
  for (const item of Object.values(value)) assertNotTooDeep(item, left - 1);
}
