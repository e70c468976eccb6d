import { join } from 'node:path';
import { packageRoot } from './package-root.js';

describe("the project's folder", () => {
  it('is found from here', () => {
    expect(join(packageRoot(), 'libs/service/src')).toBe(import.meta.dirname);
  });
});
