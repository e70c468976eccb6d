import ts from 'typescript';
import { decoratorsOf, isOwn } from './program.js';
import { textsOf, type Bindings } from './texts.js';

/** Interfaces of rules, which {@link CodeIndex.rulesOf} finds by their commands. */
const RULES = new Set(['Decider', 'StreamType']);
/** Methods of a stream's handler that ask its rules. */
const DECIDES = new Set(['handle', 'check']);

type Members = ts.ClassLikeDeclaration | ts.ObjectLiteralExpression;
export type Code = ts.FunctionLikeDeclaration | ts.Expression | ts.ClassElement;

/** The project's code by the names that lead to it. */
export class CodeIndex {
  readonly #checker: ts.TypeChecker;
  /** Classes and objects by what they implement or extend; command handlers by their command; rules by the commands they decide. */
  readonly #kinds = new Map<ts.Symbol, Members[]>();
  readonly #commandHandlers = new Map<ts.Symbol, ts.ClassLikeDeclaration>();
  readonly #rules = new Map<ts.Type, ts.Expression>();
  /** What was found of a node: every operation comes through the same code again. */
  readonly #codeOf = new Map<ts.Node, readonly Code[]>();
  readonly #ofTable = new Map<ts.Node, boolean>();

  constructor(program: ts.Program) {
    this.#checker = program.getTypeChecker();
    for (const file of program.getSourceFiles().filter(isOwn)) this.#index(file);
  }

  textsOf = (node: ts.Expression | undefined, bindings: Bindings): readonly string[] => textsOf(node, bindings, this.#checker);

  typeTexts = (node: ts.Expression): readonly string[] => {
    const type = this.#checker.getTypeAtLocation(node);
    return (type.isUnion() ? type.types : [type]).filter((one) => one.isStringLiteral()).map(({ value }) => value);
  };

  /** The code behind a name: functions, methods of a class and of those that stand for it, constants' values. */
  codeOf = (node: ts.Node): readonly Code[] => once(this.#codeOf, node, () => this.#behind(node));

  #behind(node: ts.Node): readonly Code[] {
    const shorthand = ts.isShorthandPropertyAssignment(node.parent);
    const found = shorthand ? this.#checker.getShorthandAssignmentValueSymbol(node.parent) : this.#checker.getSymbolAtLocation(node);
    if (found === undefined) return [];
    const symbol = found.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(found) : found;
    return (symbol.declarations ?? []).filter(isOwn).flatMap((declaration) => [...codeIn(declaration), ...this.#inSubclasses(declaration)]);
  }

  /** The rules that a call of a stream's handler asks. */
  rulesOf({ expression }: ts.CallExpression): readonly ts.Expression[] {
    if (!ts.isPropertyAccessExpression(expression) || !DECIDES.has(expression.name.text)) return [];
    const handler = this.#checker.getTypeAtLocation(expression.expression);
    const rules = handler.symbol?.name === 'StreamHandler' ? this.#rules.get(this.#commandsOf(expression.expression)!) : undefined;
    return rules === undefined ? [] : [rules];
  }

  /** True for the rules of a stream, which are asked by its handler alone: see {@link rulesOf}. */
  areRules = (code: Code): boolean => [...this.#rules.values()].includes(code as ts.Expression);

  /** True for a member of a constant object, which stands in the sources. */
  isOfTable = ({ name }: ts.PropertyAccessExpression): boolean =>
    once(this.#ofTable, name, () => {
      const declared = this.#checker.getSymbolAtLocation(name)?.valueDeclaration;
      return declared !== undefined && isOwn(declared) && ts.isObjectLiteralExpression(declared.parent);
    });

  /** What runs when a class is made: its constructor; of a command `handled` by a class of its own, that class too. */
  madeBy(node: ts.Node, handled: boolean): readonly Code[] {
    const symbol = this.#classSymbol(node);
    const handler = handled && symbol !== undefined ? this.#commandHandlers.get(symbol) : undefined;
    const made = (symbol?.declarations ?? []).filter(isOwn).filter(ts.isClassLike);
    return [
      ...made.flatMap(({ members }) => members.filter(ts.isConstructorDeclaration)),
      ...(handler?.members ?? []).filter((member) => member.name?.getText() === 'execute'),
    ];
  }

  #classSymbol(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.#checker.getSymbolAtLocation(node);
    return symbol !== undefined && symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  #inSubclasses(declaration: ts.Declaration): readonly Code[] {
    if (!isMethod(declaration)) return [];
    const owner = declaration.parent;
    if (!ts.isInterfaceDeclaration(owner) && !ts.isClassLike(owner)) return [];
    const symbol = owner.name === undefined ? undefined : this.#checker.getSymbolAtLocation(owner.name);
    const name = ts.getNameOfDeclaration(declaration)?.getText();
    return (symbol === undefined ? [] : (this.#kinds.get(symbol) ?? [])).flatMap((kind) =>
      membersOf(kind)
        .filter((member) => member.name?.getText() === name)
        .flatMap(codeIn),
    );
  }

  #index(node: ts.Node): void {
    if (ts.isClassLike(node)) {
      for (const { expression } of (node.heritageClauses ?? []).flatMap(({ types }) => types)) {
        const symbol = this.#classSymbol(expression);
        this.#standsFor(symbol, node);
      }
      const handles = decoratorsOf(node).get('CommandHandler')?.expression;
      const command = handles !== undefined && ts.isCallExpression(handles) ? handles.arguments[0] : undefined;
      const symbol = command === undefined ? undefined : this.#classSymbol(command);
      if (symbol !== undefined) this.#commandHandlers.set(symbol, node);
    }
    if (ts.isObjectLiteralExpression(node)) this.#standsFor(this.#checker.getContextualType(node)?.symbol, node);
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined && node.type?.getText().startsWith('StreamType<') === true) {
      this.#rules.set(this.#commandsOf(node)!, node.initializer);
    }
    ts.forEachChild(node, (child) => this.#index(child));
  }

  #standsFor(kind: ts.Symbol | undefined, members: Members): void {
    if (kind === undefined || kind.declarations?.some(isOwn) !== true || RULES.has(kind.name)) return;
    this.#kinds.set(kind, [...(this.#kinds.get(kind) ?? []), members]);
  }

  /** The commands of a `StreamType<State, Command, …>` or a `StreamHandler<State, Command, …>`. */
  #commandsOf(node: ts.Node): ts.Type | undefined {
    return this.#checker.getTypeArguments(this.#checker.getTypeAtLocation(node) as ts.TypeReference)[1];
  }
}

/** What was found of a node, looked for when nothing was found of it yet. */
function once<Found>(known: Map<ts.Node, Found>, node: ts.Node, found: () => Found): Found {
  let value = known.get(node);
  if (value === undefined) known.set(node, (value = found()));
  return value;
}

const isMethod = (declaration: ts.Declaration): boolean =>
  ts.isMethodSignature(declaration) ||
  ts.isMethodDeclaration(declaration) ||
  (ts.isPropertySignature(declaration) && declaration.type !== undefined && ts.isFunctionTypeNode(declaration.type));

const membersOf = (kind: Members): readonly (ts.ClassElement | ts.ObjectLiteralElementLike)[] =>
  ts.isClassLike(kind) ? kind.members : kind.properties;

/** A declaration's own code. */
function codeIn(declaration: ts.Node): readonly Code[] {
  if (ts.isFunctionLike(declaration) && 'body' in declaration && declaration.body !== undefined) return [declaration as Code];
  const isValue = ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration) || ts.isPropertyAssignment(declaration);
  return isValue && declaration.initializer !== undefined ? [declaration.initializer] : [];
}
