import ts from 'typescript';
import { edgeRefusals } from '@xiezhi/service';
import { CodeIndex } from './code-index.js';
import { decoratorsOf, handlersOf, isOwn, type Handler } from './program.js';
import { Walk, type Refusal } from './walk.js';

/** What operations may refuse, and every refusal there is. */
export class Refusals {
  readonly #code: CodeIndex;
  readonly #all = new Map<string, Refusal>();

  constructor(program: ts.Program) {
    this.#code = new CodeIndex(program);
    for (const { code, status, detail } of edgeRefusals) this.#all.set(code, { code, status, detail });
    const walk = new Walk(this.#code, new Set());
    for (const file of program.getSourceFiles().filter(isOwn)) walk.visit(file, new Map(), false);
    for (const { method } of handlersOf(program)) walk.start(method);
    for (const refusal of walk.found.values()) this.#all.set(refusal.code, refusal);
  }

  /** Every refusal, by code. */
  get all(): readonly Refusal[] {
    return [...this.#all.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
  }

  /** What an operation may refuse: before its handler is reached, and in all the code behind it. */
  of({ method }: Handler): readonly Refusal[] {
    const asked = new Walk(this.#code, null);
    asked.start(method);
    const walk = new Walk(this.#code, asked.types);
    walk.start(method);
    const found = [...before(method).map((code) => this.#named(code)), ...walk.found.values()];
    return [...new Map(found.map((refusal) => [refusal.code, refusal])).values()].sort(
      (one, other) => one.status - other.status || (one.code < other.code ? -1 : 1),
    );
  }

  #named(code: string): Refusal {
    const refusal = this.#all.get(code);
    if (refusal === undefined) throw new Error(`no code refuses with ${code}`);
    return refusal;
  }
}

/** Codes of what is refused before a handler runs, by what it declares. */
function before(method: ts.MethodDeclaration): readonly string[] {
  const decorators = decoratorsOf(method);
  const parameters = method.parameters.flatMap((parameter) =>
    [...decoratorsOf(parameter)].map(([name, decorator]) => ({ name, decorator, type: parameter.type })),
  );
  const permission = decorators.get('Permission');
  const has = (name: string): boolean => parameters.some((parameter) => parameter.name === name);
  return [
    'request.too_many',
    'service.unavailable',
    'internal',
    ...(permission === undefined ? [] : ['token.missing_or_invalid']),
    ...(permission === undefined || /roles: 'any'/.test(permission.getText()) ? [] : ['permission.denied']),
    ...(permission === undefined || decorators.has('Get') ? [] : ['csrf.refused']),
    ...(parameters.some(({ name, type }) => ['Body', 'Query', 'Param'].includes(name) && type !== undefined && ts.isTypeReferenceNode(type))
      ? ['request.invalid']
      : []),
    ...(has('Body') ? ['request.malformed', 'request.too_deep', 'body.too_large', 'media_type.unsupported'] : []),
    ...(has('BytesBody') ? ['body.too_large', 'media_type.unsupported'] : []),
    ...(parameters.some(({ decorator }) => decorator.getText().includes('ParseUUIDPipe')) ? ['request.malformed'] : []),
  ];
}
