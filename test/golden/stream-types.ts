import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { claim, numberSeries, type Message, type StreamType } from '@xiezhi/eventsourcing';
import ts from 'typescript';

/** A stream type as a store sees it: whatever its state, commands and events are. */
export type AnyStreamType = StreamType<unknown, Message, Message>;

/** A stream type and the types of its events, read from the source of its decider. */
export interface DeclaredStreamType {
  readonly type: AnyStreamType;
  readonly events: readonly string[];
}

const root = new URL('../../', import.meta.url);

/** Modules of the apps' domain folders whose name ends with `suffix`, as `<folder>/<file>` URLs. */
export function domainFiles(suffix: RegExp): readonly URL[] {
  return foldersOf(new URL('apps/', root)).flatMap((app) =>
    foldersOf(new URL('src/', app)).flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => suffix.test(name))
        .map((name) => new URL(name, folder)),
    ),
  );
}

function foldersOf(parent: URL): readonly URL[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'migrations')
    .map((entry) => new URL(`${entry.name}/`, parent));
}

/** What the module at `file` exports and `holds` says yes to. */
export async function exportsOf<T>(file: URL, holds: (value: unknown) => value is T): Promise<readonly T[]> {
  const module = (await import(file.href)) as Readonly<Record<string, unknown>>;
  return Object.values(module).filter(holds);
}

const isStreamType = (value: unknown): value is AnyStreamType =>
  typeof value === 'object' && value !== null && 'decider' in value && 'name' in value;

/** All stream types: those of the apps, and the kernel's own. */
export async function streamTypes(): Promise<readonly DeclaredStreamType[]> {
  const declared: DeclaredStreamType[] = [
    { type: claim as unknown as AnyStreamType, events: eventTypesIn(new URL('libs/eventsourcing/src/claim.ts', root)) },
    { type: numberSeries as unknown as AnyStreamType, events: eventTypesIn(new URL('libs/eventsourcing/src/number-series.ts', root)) },
  ];
  for (const file of domainFiles(/^[^.]+\.ts$/)) {
    if (!readFileSync(file, 'utf8').includes(': StreamType<')) continue;
    for (const type of await exportsOf(file, isStreamType)) declared.push({ type, events: eventTypesOf(file) });
  }
  return declared;
}

/** The events of the stream type declared in `file`: there, or in the `events.ts` beside it. */
function eventTypesOf(file: URL): readonly string[] {
  const beside = new URL('events.ts', file);
  return eventTypesIn(existsSync(beside) ? beside : file);
}

/** The literal types of the `Message<'…', …>`s in a source file's exported `…Event` type. */
export function eventTypesIn(file: URL, text: string = readFileSync(file, 'utf8')): readonly string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && node.typeName.getText() === 'Message') {
      const [literal] = node.typeArguments ?? [];
      if (literal !== undefined && ts.isLiteralTypeNode(literal) && ts.isStringLiteral(literal.literal)) found.add(literal.literal.text);
    }
    ts.forEachChild(node, visit);
  };
  for (const statement of ts.createSourceFile(file.pathname, text, ts.ScriptTarget.Latest, true).statements) {
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text.endsWith('Event')) visit(statement.type);
  }
  if (found.size === 0) throw new Error(`${file.pathname} declares a stream type, but no event in an …Event type of Message<'…'>s`);
  return [...found];
}
