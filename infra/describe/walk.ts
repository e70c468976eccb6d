import ts from 'typescript';
import { NoPersonKey, Rejected, RevisionConflict, StoreUnavailable } from '@xiezhi/eventsourcing';
import { HttpProblem, KeysUnavailable, toldOf, type Told } from '@xiezhi/service';
import type { Code, CodeIndex } from './code-index.js';
import { decoratorsOf } from './program.js';
import type { Bindings } from './texts.js';

/** A refusal that code may make; `detail` with `…` where it tells what was found. */
export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
}

/** Errors that are told in one way, whatever they hold; a conflict is told in two, by what the request asked. */
const TOLD: Readonly<Record<string, readonly Told[]>> = {
  RevisionConflict: [false, true].map((ifMatch) => toldOf(Object.create(RevisionConflict.prototype), ifMatch)),
  NoPersonKey: [toldOf(Object.create(NoPersonKey.prototype))],
  StoreUnavailable: [toldOf(Object.create(StoreUnavailable.prototype))],
  KeysUnavailable: [toldOf(Object.create(KeysUnavailable.prototype))],
};
/** Of the ways in which one function is called, those that are told apart. */
const MAX_BINDINGS = 100;
const CODE = /^[a-z0-9_]+(\.[a-z0-9_]+)*$/;

const appOf = (node: ts.Node): string | undefined => /\/apps\/(\w+)\//.exec(node.getSourceFile().fileName)?.[1];

/** Follows code from a handler to every refusal that it may make. */
export class Walk {
  readonly found = new Map<string, Refusal>();
  /** Types of the commands that are asked for: made outside of a choice between commands. */
  readonly types = new Set<string>();
  readonly #seen = new Map<Code, Set<string>>();
  readonly #waiting: [Code, Bindings][] = [];
  #app: string | undefined;

  /** `commands`: only these types of command are decided, any when none is known; `null`: only what is asked for is looked for. */
  constructor(
    private readonly code: CodeIndex,
    private readonly commands: ReadonlySet<string> | null,
  ) {}

  start(method: ts.MethodDeclaration): void {
    this.#app = appOf(method);
    this.#enter(method, new Map());
    for (const node of [method, ...method.parameters]) {
      for (const decorator of decoratorsOf(node).values()) this.visit(decorator, new Map(), false);
    }
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) this.visit(...next, false);
  }

  #enter(code: Code, bindings: Bindings): void {
    if (this.code.areRules(code) || !this.#isNear(code)) return;
    this.#follow(code, bindings);
    // What a class keeps was made by its constructor.
    if (ts.isMethodDeclaration(code) && ts.isClassLike(code.parent)) {
      for (const made of code.parent.members.filter(ts.isConstructorDeclaration)) this.#follow(made, new Map());
    }
  }

  /** No app runs another's code, and no request puts modules together. */
  #isNear(code: Code): boolean {
    if (code.getSourceFile().fileName.endsWith('.module.ts')) return false;
    const app = appOf(code);
    return this.#app === undefined || app === undefined || app === this.#app;
  }

  #follow(code: Code, bindings: Bindings): void {
    const known = this.#seen.get(code) ?? new Set();
    this.#seen.set(code, known);
    // What calls itself with ever longer texts is looked at no further.
    const bound = known.size < MAX_BINDINGS ? bindings : new Map<string, readonly string[]>();
    const key = JSON.stringify([...bound]);
    if (known.has(key)) return;
    known.add(key);
    this.#waiting.push([code, bound]);
  }

  /** `chosen`: within a choice between commands. */
  visit(node: ts.Node, bindings: Bindings, chosen: boolean): void {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    // Of a table of functions, the one that is named.
    if (ts.isPropertyAccessExpression(node) && this.code.isOfTable(node)) return this.visit(node.name, bindings, chosen);
    if (ts.isSwitchStatement(node)) return this.#choice(node, bindings);
    if (ts.isNewExpression(node)) this.#made(node, bindings);
    else if (ts.isCallExpression(node)) this.#called(node, bindings);
    else if ((ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) && !isCallee(node)) {
      for (const code of this.code.codeOf(node)) this.#enter(code, new Map());
    } else if (ts.isPropertyAssignment(node) && node.name.getText() === 'type' && ts.isStringLiteral(node.initializer) && !chosen) {
      this.types.add(node.initializer.text);
    }
    ts.forEachChild(node, (child) => this.visit(child, bindings, chosen));
  }

  /** Of a choice between types of command, the clauses of those that are decided. */
  #choice({ expression, caseBlock }: ts.SwitchStatement, bindings: Bindings): void {
    this.visit(expression, bindings, true);
    const all = this.code.typeTexts(expression).filter((type) => this.commands?.has(type) === true);
    const labels = caseBlock.clauses.flatMap((clause) => (ts.isCaseClause(clause) ? this.code.typeTexts(clause.expression) : []));
    let runs = false;
    for (const clause of caseBlock.clauses) {
      const label = ts.isCaseClause(clause) ? this.code.typeTexts(clause.expression) : undefined;
      runs ||=
        all.length === 0 || (label === undefined ? all.some((type) => !labels.includes(type)) : label.some((type) => all.includes(type)));
      if (runs) for (const statement of clause.statements) this.visit(statement, bindings, true);
      // A clause without statements falls through to the next.
      if (clause.statements.length > 0) runs = false;
    }
  }

  #called(call: ts.CallExpression, bindings: Bindings): void {
    const { expression, arguments: given } = call;
    const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
    for (const code of this.code.codeOf(name)) this.#enter(code, this.#bound(code, given, bindings));
    if (this.commands !== null) for (const rules of this.code.rulesOf(call)) this.#follow(rules, new Map());
  }

  #made({ expression, arguments: given = ts.factory.createNodeArray() }: ts.NewExpression, bindings: Bindings): void {
    const name = expression.getText();
    if (name === Rejected.name) {
      for (const code of this.code.textsOf(given[0], bindings)) this.#add(toldOf(new Rejected(code, this.#detail(given[1], bindings))));
    } else if (name === HttpProblem.name) this.#problem(given[0], bindings);
    else for (const told of TOLD[name] ?? []) this.#add(told);
    for (const code of this.code.madeBy(expression, this.commands !== null)) this.#enter(code, this.#bound(code, given, bindings));
  }

  #problem(told: ts.Expression | undefined, bindings: Bindings): void {
    if (told === undefined || !ts.isObjectLiteralExpression(told)) return;
    const field = (name: string): ts.Expression | undefined => {
      const property = told.properties.find((one) => one.name?.getText() === name);
      if (property !== undefined && ts.isPropertyAssignment(property)) return property.initializer;
      return property !== undefined && ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
    };
    for (const status of this.code.textsOf(field('status'), bindings)) {
      for (const code of this.code.textsOf(field('code'), bindings)) {
        this.#add({ status: Number(status), code, detail: this.#detail(field('detail'), bindings) });
      }
    }
  }

  #detail = (node: ts.Expression | undefined, bindings: Bindings): string => this.code.textsOf(node, bindings)[0] ?? '…';

  #add({ status, code, detail }: Told): void {
    if (!CODE.test(code)) return;
    const before = this.found.get(code);
    if (before === undefined || before.detail === '…') this.found.set(code, { code, status, detail });
  }

  /** What a call gives to a function's parameters, as far as it is text. */
  #bound(code: Code, given: readonly ts.Expression[], bindings: Bindings): Bindings {
    if (!ts.isFunctionLike(code)) return new Map();
    const bound = new Map<string, readonly string[]>();
    for (const [index, { name }] of code.parameters.entries()) {
      const texts = this.code.textsOf(given[index], bindings);
      if (ts.isIdentifier(name) && texts.length > 0) bound.set(name.text, texts);
    }
    return bound;
  }
}

/** The name of what is called or made, which {@link Walk} follows with its arguments. */
function isCallee(node: ts.Identifier | ts.PrivateIdentifier): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression === node;
  const { parent: above } = parent;
  return ts.isPropertyAccessExpression(parent) && parent.name === node && ts.isCallExpression(above) && above.expression === parent;
}
