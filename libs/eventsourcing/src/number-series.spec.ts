import { numberSeries, numberSeriesId, type NumberSeriesEvent } from './number-series.js';
import { specOf } from './testing/decider-spec.js';

const spec = specOf(numberSeries);
const allotted = (document: string, number: number): NumberSeriesEvent => ({ type: 'NumberAllotted', data: { document, number } });

describe('a number series (文号)', () => {
  it('starts at 1 and goes on without gaps', () => {
    spec
      .given()
      .when({ type: 'AllotNumber', data: { document: 'a' } })
      .then(allotted('a', 1));
    spec
      .given(allotted('a', 1), allotted('b', 2))
      .when({ type: 'AllotNumber', data: { document: 'c' } })
      .then(allotted('c', 3));
  });

  it('gives a document one number however often it asks', () => {
    spec
      .given(allotted('a', 1), allotted('b', 2))
      .when({ type: 'AllotNumber', data: { document: 'a' } })
      .then();
  });

  it('is another series for another institution, word or year', () => {
    const ids = [
      numberSeriesId('institution-540100', '刑函', 2026),
      numberSeriesId('institution-540102', '刑函', 2026),
      numberSeriesId('institution-540100', '指', 2026),
      numberSeriesId('institution-540100', '刑函', 2027),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
