import { plainDigits, readIdentityNumber } from './identity-number.ts';

describe('an identity number', () => {
  it('gives birth date and sex', () => {
    expect(readIdentityNumber('11010519491231002X')).toEqual({ birthDate: '1949-12-31', gender: 'female' });
    expect(readIdentityNumber('440308199901101512')).toEqual({ birthDate: '1999-01-10', gender: 'male' });
  });

  it('may be written in full-width digits', () => {
    expect(readIdentityNumber('１１０１０５１９４９１２３１００２Ｘ')).toEqual({ birthDate: '1949-12-31', gender: 'female' });
    expect(plainDigits('１２３－Ｘ')).toBe('123-X');
  });

  it.each(['', '110105194912310021', '11010519491331002X', '护照 E12345678', '1101051949123100'])(
    'gives nothing when it is none: %s',
    (text) => {
      expect(readIdentityNumber(text)).toBeNull();
    },
  );
});
