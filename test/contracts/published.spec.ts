import type { Contract, JsonSchema } from '@xiezhi/contracts';
import { contracts, differences, faultsOf, published, type Published } from './published.js';

describe('contracts', () => {
  it('are found, each type once', () => {
    const types = contracts.map(({ type }) => type);
    expect(types).toContain('assignment.lawyer-assigned.v1');
    expect(types.filter((type, index) => types.indexOf(type) !== index)).toEqual([]);
  });

  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    '%s is named <service>.<fact>.v<n> and says what it is',
    (type, contract) => {
      expect(type).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*$/);
      expect(contract.description.zh).not.toBe('');
      expect(contract.description.en).not.toBe('');
    },
  );

  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    '%s has an example that its own schema takes',
    (_type, contract) => {
      expect(faultsOf(contract.schema, contract.example)).toEqual([]);
    },
  );

  it('change by addition only, and with a reviewed copy', () => {
    expect(differences(contracts, published).map(({ what }) => what)).toEqual([]);
  });
});

describe('the comparison with the published copies', () => {
  const schema: JsonSchema = { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'] };
  const example = { id: '0192f3c4-5a6b-8c7d-9e0f-112233445566' };
  const description = { zh: '例', en: 'An example.' };
  const contract: Contract<object> = { type: 'intake.example.v1', description, schema, example };
  const copy: Published = { type: contract.type, description, schema, example };

  it('is quiet when nothing changed', () => {
    expect(differences([contract], [copy])).toEqual([]);
  });

  it('says how to publish a new contract', () => {
    expect(differences([contract], [])).toEqual([{ acceptable: true, what: expect.stringContaining('npm run check:accept') }]);
  });

  it('asks for a new copy after an addition', () => {
    const more = { ...contract, schema: { ...schema, properties: { ...schema.properties, note: { type: 'string' } } } };
    expect(differences([more], [copy])).toEqual([{ acceptable: true, what: expect.stringContaining('npm run check:accept') }]);
  });

  it('refuses a break', () => {
    const other = { ...contract, schema: { ...schema, properties: { id: { type: 'integer' } } } };
    expect(differences([other], [copy]).some(({ acceptable }) => acceptable)).toBe(false);
    expect(differences([other], [copy])[0]!.what).toContain('type of data.id changed');
  });

  it('refuses the loss of a contract', () => {
    expect(differences([], [copy])).toEqual([{ acceptable: false, what: expect.stringContaining('is gone') }]);
  });

  it('sees data that a schema does not take', () => {
    expect(faultsOf(schema, { id: 'no uuid' })).toEqual(['/id must match format "uuid"']);
  });
});
