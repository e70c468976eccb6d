import ts from 'typescript';

/** What is known of a function's parameters: the texts each may be. */
export type Bindings = ReadonlyMap<string, readonly string[]>;

const UNKNOWN = '…';

/** The texts or numbers an expression may be, as far as the sources tell; `…` for a part of a text that only a request tells. */
export function textsOf(node: ts.Expression | undefined, bindings: Bindings, checker: ts.TypeChecker): readonly string[] {
  if (node === undefined) return [];
  const again = (one: ts.Expression): readonly string[] => textsOf(one, bindings, checker);
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return [node.text];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return again(node.expression);
  if (ts.isConditionalExpression(node)) return [...again(node.whenTrue), ...again(node.whenFalse)];
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce<readonly string[]>(
      (heads, { expression, literal }) => {
        const parts = again(expression);
        return heads.flatMap((head) => (parts.length === 0 ? [UNKNOWN] : parts).map((part) => `${head}${part}${literal.text}`));
      },
      [node.head.text],
    );
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const ends = again(node.right);
    return again(node.left).flatMap((start) => ends.map((end) => `${start}${end}`));
  }
  if (ts.isIdentifier(node)) {
    const bound = bindings.get(node.text);
    if (bound !== undefined) return bound;
    const declared = checker.getSymbolAtLocation(node)?.valueDeclaration;
    if (declared !== undefined && ts.isVariableDeclaration(declared) && declared.initializer !== undefined)
      return again(declared.initializer);
  }
  const type = checker.getTypeAtLocation(node);
  return (type.isUnion() ? type.types : [type])
    .filter((one) => one.isStringLiteral() || one.isNumberLiteral())
    .map(({ value }) => String(value));
}
