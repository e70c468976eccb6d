import { composeLetter, missingFields, type ComposedBlock } from './compose.js';
import { currentTemplate, LETTER_TEMPLATES, letterTemplate } from './letter-templates.js';
import { LETTER_FORMS, TABLE_COLUMNS, type LetterTemplate, type TemplateBlock } from './template.js';

const textsOf = (body: readonly TemplateBlock[]): readonly string[] =>
  body.flatMap((block) => (block.kind === 'table' ? block.rows.flat().map(({ text = '' }) => text) : [block.text]));
const placeholdersOf = (template: LetterTemplate): readonly string[] =>
  textsOf(template.body).flatMap((text) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, id = '']) => id));
const textOf = (block: ComposedBlock): string =>
  block.kind === 'table'
    ? block.rows.flatMap((cells) => cells.map(({ runs }) => runs.map(({ text }) => text).join(''))).join('|')
    : block.runs.map(({ text }) => text).join('');
const frame = { number: '拉萨援刑函字〔2026〕第1号', standing: 'issued', issuer: '拉萨市法律援助中心', day: '2026-11-24' } as const;

describe('the forms of official letters', () => {
  it('are there in a version that is in force today, each with a word of its series', () => {
    expect(LETTER_FORMS.map((form) => currentTemplate(form, '2026-11-24', 'defence-request')?.form)).toEqual([...LETTER_FORMS]);
    expect(LETTER_TEMPLATES.filter(({ word }) => !/^[\p{Script=Han}]{1,4}$/u.test(word))).toEqual([]);
    expect(currentTemplate(9, '2023-12-31', 'defence-request')).toBeUndefined();
    expect(() => letterTemplate(9, 99)).toThrow(RangeError);
  });

  it('are those of a granted case too, but for its decision and what duty lawyers are asked; its letter to the court has words of its own', () => {
    const ofCase = LETTER_FORMS.filter((form) => currentTemplate(form, '2026-11-24', 'aid-case') !== undefined);
    expect(ofCase).toEqual([11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 30, 31, 32]);
    const versions = (of: 'defence-request' | 'aid-case') => [
      currentTemplate(13, '2026-11-24', of)!.version,
      currentTemplate(13, '2026-11-24', of)!.word,
    ];
    expect([versions('defence-request'), versions('aid-case')]).toEqual([
      [1, '刑函'],
      [2, '民函'],
    ]);
  });

  it.each(LETTER_TEMPLATES.map((template) => [template.form, template] as const))(
    'form %s shows each of its fields, and no other',
    (_form, template) => {
      const ids = template.fields.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect([...new Set(placeholdersOf(template))].sort()).toEqual(ids.filter((id) => placeholdersOf(template).includes(id)).sort());
      const shown = new Set([...placeholdersOf(template), template.servedOn]);
      expect(ids.filter((id) => !shown.has(id))).toEqual([]);
      expect(template.servedOn === undefined || ids.includes(template.servedOn)).toBe(true);
    },
  );

  it.each(LETTER_TEMPLATES.map((template) => [template.form, template] as const))(
    'form %s fills the rows of its tables',
    (_form, template) => {
      const rows = template.body.flatMap((block) => (block.kind === 'table' ? block.rows : []));
      expect(rows.map((cells) => cells.reduce((sum, { span }) => sum + span, 0))).toEqual(rows.map(() => TABLE_COLUMNS));
    },
  );

  it('leave choices to fields of that kind', () => {
    const fields = LETTER_TEMPLATES.flatMap((template) => template.fields);
    expect(fields.filter(({ kind, choices }) => (kind === 'choice') !== (choices !== undefined && choices.length > 1))).toEqual([]);
  });
});

describe('composing a letter', () => {
  const template = letterTemplate(13, 1);

  it('puts the values into the text, days in words, and keeps every byte of a name', () => {
    const letter = composeLetter(template, { person: '扎西 བཀྲ་ཤིས། 𠮷', organ: '拉萨市中级人民法院', receivedAt: '2026-02-03' }, frame);
    expect(textOf(letter.blocks[0]!)).toBe('拉萨市中级人民法院：');
    expect(textOf(letter.blocks[1]!)).toContain('你单位关于扎西 བཀྲ་ཤིས། 𠮷＿＿＿＿＿＿一案');
    expect(textOf(letter.blocks[1]!)).toContain('已于2026年2月3日收到');
    expect(letter).toMatchObject({
      title: '法律援助公函',
      number: frame.number,
      closing: { issuer: frame.issuer, day: '2026年11月24日' },
      tibetan: null,
    });
  });

  it('says what is gone by law, and leaves a line for what nobody has given', () => {
    const runs = composeLetter(template, { person: null }, { ...frame, standing: 'draft', number: null, day: null }).blocks.flatMap(
      (block) => (block.kind === 'table' ? [] : block.runs),
    );
    expect(runs.filter(({ kind }) => kind === 'erased').map(({ text }) => text)).toContain('（信息已依法删除）');
    expect(runs.some(({ kind }) => kind === 'blank')).toBe(true);
  });

  it('writes an instant as the time of the region', () => {
    const letter = composeLetter(letterTemplate(30, 1), { hearing: '2026-12-30T01:30:00.000Z' }, frame);
    expect(textOf(letter.blocks[0]!)).toContain('2026年12月30日9时30分');
  });

  it('leaves out a part whose field has no value', () => {
    const decision = letterTemplate(9, 1);
    expect(composeLetter(decision, {}, frame).blocks).toHaveLength(decision.body.length - 1);
    expect(composeLetter(decision, { lawyer: '某律师' }, frame).blocks).toHaveLength(decision.body.length);
  });

  it('names the fields without which a letter is not issued', () => {
    expect(
      missingFields(letterTemplate(31, 1), {
        organ: '某法院',
        person: '某人',
        offence: '盗窃罪',
        firm: '某所',
        lawyer: '',
        role: '辩护人',
      }),
    ).toEqual(['lawyer', 'answerDays']);
  });

  it('has a Tibetan text beside the Chinese where somebody has reviewed one, and none otherwise', () => {
    expect(LETTER_TEMPLATES.filter(({ bo }) => bo !== undefined && (bo.reviewedBy === '' || bo.reviewedOn === ''))).toEqual([]);
    // Not a text of the platform: an example of what a reviewed one looks like.
    const bo = {
      title: 'ཁྲིམས་',
      body: [{ kind: 'paragraph', text: '{person} ལ་' }],
      reviewedBy: '审定单位',
      reviewedOn: '2026-01-01',
    } as const;
    const letter = composeLetter({ ...template, bo }, { person: 'བཀྲ་ཤིས།' }, frame);
    expect(letter.tibetan?.blocks.map(textOf)).toEqual(['བཀྲ་ཤིས། ལ་']);
    expect(letter.tibetan).toMatchObject({ title: 'ཁྲིམས་', reviewedBy: '审定单位', reviewedOn: '2026-01-01' });
  });
});
