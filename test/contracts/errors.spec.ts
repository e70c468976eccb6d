import { presentErrors, reviewedErrors } from './errors.js';

describe('the table of refusals', () => {
  it('is the reviewed one: if not, run `npm run check:accept` and have docs/errors.md reviewed with the change', async () => {
    expect(await presentErrors()).toBe(reviewedErrors());
  }, 180_000);

  it.each([
    ['a literal', 'defence_request.invalid', 422],
    ['a template and what a function was called with', 'defence_request.paper.relied_on', 409],
    ['an error of its own kind', 'person.erased', 409],
    ['the edge', 'body.too_large', 413],
  ])('holds a code that is made of %s', (_how, code, status) => {
    expect(reviewedErrors()).toMatch(new RegExp(`^\\| \`${code}\` +\\| ${status} `, 'm'));
  });
});
