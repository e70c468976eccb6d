import ts from 'typescript';
import { isProduction, isPure, type Source } from './sources.js';

/** Answers what is wrong with a file, one line each; nothing when all is well. */
export type TextCheck = (source: Source) => readonly string[];

export const MAX_FUNCTION_LINES = 70;
export const MAX_FILE_LINES = 400;

/** Places where `pattern` (global) stands, as `path:line what`. */
function found({ path, text }: Source, pattern: RegExp, what: string): readonly string[] {
  return [...text.matchAll(pattern)].map(
    ({ index, 0: match }) => `${path}:${text.slice(0, index).split('\n').length} ${what}: ${match.trim()}`,
  );
}

const UNREPEATABLE =
  /\bnew Date\(\s*\)|\bDate\(\s*\)|\bDate\.now\b|\bperformance\.now\b|\bMath\.random\b|\brandomUUID\b|\bprocess\.|\bsetTimeout\b/g;

/** Rules, publishers and projections read no clock, no chance and no surroundings: folding again must give the same. */
export const repeatable: TextCheck = (source) => (isPure(source.path) ? found(source, UNREPEATABLE, 'reads what is not in its input') : []);

const ENVIRONMENT_READER = 'libs/service/src/config.ts';

/** The environment is read in one place. */
export const readsNoEnvironment: TextCheck = (source) =>
  isProduction(source.path) && source.path !== ENVIRONMENT_READER
    ? found(
        source,
        /\bprocess\.env\b|\bprocess\[|\benv\s*[,}][^;\n]*from 'node:process'|=\s*process\s*;/g,
        `the environment is read in ${ENVIRONMENT_READER} only`,
      )
    : [];

/** Work that was put off is done or written down elsewhere, not left in the code. */
export const leavesNothingOpen: TextCheck = (source) => found(source, /\b(TODO|FIXME|XXX|HACK)\b/g, 'is left open');

/** A test that does not run, or that keeps others from running, tells nothing. */
export const runsEveryTest: TextCheck = (source) =>
  found(
    source,
    /\b(describe|it|test)(\.concurrent)?\.(skip|only|todo|failing)\b|\b(fdescribe|fit|xdescribe|xit|xtest)\(/g,
    'a test is switched off; a suite that the machine may be unable to run uses describeWith',
  );

/** The project stands alone: nothing in it leads to a place on somebody's machine. */
export const namesNoMachine: TextCheck = (source) =>
  found(source, /(?<![\w.@-])\/(work|home|Users|root|mnt)\/[\w.-]+|\b[A-Z]:\\\\?Users\b/g, 'names a place on a machine');

/** A file is read in one go. */
export const filesAreShort: TextCheck = ({ path, text }) => {
  const lines = text.trimEnd().split('\n').length;
  return isProduction(path) && lines > MAX_FILE_LINES ? [`${path} has ${lines} lines, more than ${MAX_FILE_LINES}`] : [];
};

/** A function fits on a screen. */
export const functionsAreShort: TextCheck = ({ path, text }) => {
  if (!isProduction(path)) return [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const long: string[] = [];
  const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const from = lineOf(node.getStart(file));
      const lines = lineOf(node.end) - from + 1;
      if (lines > MAX_FUNCTION_LINES) long.push(`${path}:${from} a function has ${lines} lines, more than ${MAX_FUNCTION_LINES}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return long;
};

const REQUEST_FILE = /[.]requests?[.]ts$/;

/** A class whose fields are checked is described in full only in a file that the compiler's plugin reads; see nest-cli.json. */
export const requestsAreDescribed: TextCheck = ({ path, text }) => {
  if (!isProduction(path) || REQUEST_FILE.test(path)) return [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const isChecked = (member: ts.ClassElement): boolean => ts.isPropertyDeclaration(member) && (ts.getDecorators(member)?.length ?? 0) > 0;
  return file.statements
    .filter(ts.isClassDeclaration)
    .filter(({ members }) => members.some(isChecked))
    .map(({ name }) => `${path} ${name?.text ?? 'a class'} has checked fields and is in no *.request.ts`);
};

/** A folder with a handler has its decider under the folder's name: under another name it would escape the rules for deciders. */
export function handlersHaveDeciders(paths: readonly string[]): readonly string[] {
  const known = new Set(paths);
  return paths.flatMap((path) => {
    const [, folder, name] = /^(apps\/[^/]+\/src\/(?:.*\/)?([^/]+))\/[^/]+[.]handler[.]ts$/.exec(path) ?? [];
    const decider = `${folder}/${name}.ts`;
    return folder === undefined || known.has(decider) ? [] : [`${path} has no decider ${decider}`];
  });
}
