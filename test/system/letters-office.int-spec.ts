import {
  composeLetter,
  LETTER_TEMPLATES,
  letterTemplate,
  type LetterField,
  type LetterTemplate,
  type LetterValues,
} from '@xiezhi/legal-policy';
import { docxOf } from '../../apps/assignment/src/letter-files/letter.docx.js';
import { describeWith } from '../support/needs.js';
import { convertedByOffice, office, type Converted } from '../support/office.js';

const LONG_NAME = '阿旺洛桑丹增嘉措・某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某';
const TIBETAN_NAME = 'བཀྲ་ཤིས་རྡོ་རྗེ། 扎西多吉';

/** A value of a field that no other field of the form has. */
function valueOf({ kind, choices }: LetterField, place: number): string {
  if (kind === 'day') return `2026-03-${String(place + 1).padStart(2, '0')}`;
  if (kind === 'time') return `2026-04-${String(place + 1).padStart(2, '0')}T01:30:00.000Z`;
  if (kind === 'count') return String(700 + place);
  if (kind === 'choice') return choices![0]!;
  if (kind === 'lines') return `第${place}项第一行\n第${place}项第二行`;
  return `值${place}甲乙丙`;
}
const shownAs = ({ kind }: LetterField, value: string): readonly string[] => {
  const [, month, day] = /^2026-(\d\d)-(\d\d)/.exec(value) ?? [];
  if (kind === 'day') return [`2026年${Number(month)}月${Number(day)}日`];
  if (kind === 'time') return [`2026年${Number(month)}月${Number(day)}日9时30分`];
  return value.split('\n');
};

const valuesOf = (template: LetterTemplate): Readonly<Record<string, string>> =>
  Object.fromEntries(template.fields.map((field, place) => [field.id, valueOf(field, place)]));
const NUMBER = (template: LetterTemplate): string => `拉萨援${template.word}字〔2026〕第7号`;
const written = (template: LetterTemplate, values: LetterValues, standing: 'draft' | 'issued' = 'issued'): Promise<Buffer> =>
  docxOf([
    composeLetter(template, values, {
      number: standing === 'draft' ? null : NUMBER(template),
      standing,
      issuer: '拉萨市法律援助中心',
      day: standing === 'draft' ? null : '2026-11-24',
    }),
  ]);
/** Lines are broken where the page ends, not where the text does. */
const joined = (text: string): string => text.replaceAll(/\s+/gu, '');

describeWith(office, 'official letters in LibreOffice', () => {
  let converted: ReadonlyMap<string, Converted>;
  const toOrgan = letterTemplate(13, 1);

  beforeAll(async () => {
    const documents = new Map<string, Buffer>();
    for (const template of LETTER_TEMPLATES)
      documents.set(`form-${template.form}-${template.version}`, await written(template, valuesOf(template)));
    documents.set('long-name', await written(toOrgan, { ...valuesOf(toOrgan), person: LONG_NAME }));
    documents.set('tibetan', await written(toOrgan, { ...valuesOf(toOrgan), person: TIBETAN_NAME, lawyer: 'སྐལ་བཟང་ལྷ་མོ།' }));
    documents.set('missing', await written(toOrgan, { person: '扎西某某', organ: '某法院' }, 'draft'));
    documents.set('erased', await written(toOrgan, { ...valuesOf(toOrgan), person: null }));
    converted = await convertedByOffice(documents, process.env['LETTERS_PDF']);
  }, 600_000);

  it.each(LETTER_TEMPLATES.map((template) => [template.form, template.version, template] as const))(
    'form %s in version %s shows every field, its title and number',
    (form, version, template) => {
      const found = converted.get(`form-${form}-${version}`)!;
      const [printed, text] = [joined(found.printed), joined(found.text)];
      const values = valuesOf(template);
      const wanted = template.fields.flatMap((field) => shownAs(field, values[field.id]!));
      expect(wanted.length).toBeGreaterThanOrEqual(template.fields.length);
      expect(wanted.filter((value) => !printed.includes(joined(value)))).toEqual([]);
      expect(wanted.filter((value) => !text.includes(joined(value)))).toEqual([]);
      expect(printed).toContain(joined(template.titleZh));
      expect(printed).toContain(NUMBER(template));
      if (template.sealed) expect(printed).toMatch(/拉萨市法律援助中心.*2026年11月24日/u);
      expect(found.pages).toBeLessThanOrEqual(2);
    },
  );

  it('shows a long name whole', () => {
    expect(joined(converted.get('long-name')!.printed)).toContain(joined(LONG_NAME));
  });

  it('keeps Tibetan byte for byte', () => {
    const { text } = converted.get('tibetan')!;
    expect(text).toContain(TIBETAN_NAME);
    expect(text).toContain('སྐལ་བཟང་ལྷ་མོ།');
  });

  it('leaves lines for what nobody has given, and says that it is a draft', () => {
    const { printed } = converted.get('missing')!;
    expect(joined(printed)).toContain('（草稿，未签发）');
    expect(joined(printed)).toContain('扎西某某＿＿＿＿＿＿一案');
  });

  it('says of whom it speaks no more', () => {
    expect(joined(converted.get('erased')!.printed)).toContain('（信息已依法删除）');
  });
});
