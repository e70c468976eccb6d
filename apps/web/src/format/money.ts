const FEN = /^(\d{1,9})(?:\.(\d{1,2}))?$/;

/** Fen of money as `¥1,600.00`. */
export const yuan = (fen: number): string => {
  const [whole, part] = [Math.floor(fen / 100), String(fen % 100).padStart(2, '0')];
  return `¥${whole.toLocaleString('en-US')}.${part}`;
};

/** The fen of an amount as it is typed in yuan (`1600`, `1,600.5`); `null` when it is no amount. Digits are moved, never multiplied. */
export function fenOf(typed: string): number | null {
  const [, whole, part = ''] = FEN.exec(typed.replaceAll(/[,，¥\s]/g, '')) ?? [];
  return whole === undefined ? null : Number(`${whole}${part.padEnd(2, '0')}`);
}
