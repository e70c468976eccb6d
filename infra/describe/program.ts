import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const VERBS = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All']);

/** A method of a controller that answers requests, under the name that its operation has in the description (`operationId`). */
export interface Handler {
  readonly operation: string;
  readonly method: ts.MethodDeclaration;
}

/** What is shipped, as the compiler sees it. @throws Error when tsconfig.build.json cannot be read */
export function shipped(): ts.Program {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(`${ROOT}tsconfig.build.json`, {}, host);
  if (parsed === undefined) throw new Error('tsconfig.build.json cannot be read');
  const program = ts.createProgram(parsed.fileNames, parsed.options);
  // Binds the files: until then no node knows its parent.
  program.getTypeChecker();
  return program;
}

/** True for the project's own code, whose bodies are there to be read. */
export const isOwn = (node: ts.Node): boolean => {
  const { fileName, isDeclarationFile } = node.getSourceFile();
  return !isDeclarationFile && !fileName.includes('/node_modules/');
};

/** The decorators of a declaration by name, each as it is written. */
export const decoratorsOf = (node: ts.Node): ReadonlyMap<string, ts.Decorator> =>
  new Map(
    (ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : []).map((decorator) => {
      const { expression } = decorator;
      return [(ts.isCallExpression(expression) ? expression.expression : expression).getText(), decorator] as const;
    }),
  );

/** Every handler that the description tells of. */
export const handlersOf = (program: ts.Program): readonly Handler[] =>
  program
    .getSourceFiles()
    .filter(isOwn)
    .flatMap(({ statements }) => statements.filter(ts.isClassDeclaration))
    .filter((declared) => decoratorsOf(declared).has('Controller') && !decoratorsOf(declared).has('ApiExcludeController'))
    .flatMap(({ name, members }) =>
      members
        .filter(ts.isMethodDeclaration)
        .filter((method) => !decoratorsOf(method).has('ApiExcludeEndpoint'))
        .filter((method) => [...decoratorsOf(method).keys()].some((decorator) => VERBS.has(decorator)))
        .map((method) => ({ operation: `${name!.text}_${method.name.getText()}`, method })),
    );
