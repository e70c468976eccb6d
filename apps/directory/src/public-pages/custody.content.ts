import { cite } from '@xiezhi/legal-policy';
import { said, type PublicContent } from './public-content.js';

/** 被羁押的人在刑事辩护上的权利. */
export const CUSTODY: PublicContent = {
  title: { zh: '我或者家人被拘留、逮捕或者起诉', en: 'I, or someone of my family, was detained, arrested or charged' },
  lead: {
    zh: '被拘留、逮捕或者起诉的人从第一次讯问或者被采取强制措施之日起,就有权委托辩护人。没有律师的,可以得到值班律师的帮助,也可以申请法律援助;有些案件办案机关必须通知法律援助机构指派律师。都不收费。',
    en: 'From the first questioning or the first compulsory measure a person has the right to a defender. Without a lawyer there is the duty lawyer, one may ask for legal aid, and in some cases the authorities must have a lawyer assigned. All of it is free of charge.',
  },
  parts: [
    {
      heading: { zh: '必须指派律师的情形', en: 'When a lawyer must be assigned' },
      sentences: [
        {
          zh: '没有委托辩护人,并且属于下列人员之一的,人民法院、人民检察院、公安机关应当通知法律援助机构指派律师担任辩护人:',
          en: 'For a person without a defender who is one of these, the court, procuratorate or police must notify the legal-aid institution to assign one:',
        },
      ],
      entries: said(
        { zh: '未成年人', en: 'a minor' },
        { zh: '视力、听力、言语残疾人', en: 'a person with a disability of sight, hearing or speech' },
        { zh: '不能完全辨认自己行为的成年人', en: 'an adult who cannot fully understand their own acts' },
        { zh: '可能被判处无期徒刑、死刑的人', en: 'a person who may be sentenced to life imprisonment or death' },
        { zh: '申请法律援助的死刑复核案件被告人', en: 'an accused in the review of a death sentence who asks for legal aid' },
        { zh: '缺席审判案件的被告人', en: 'an accused who is tried in absence' },
        { zh: '法律法规规定的其他人员', en: 'others named by law' },
      ),
      basis: [...cite('legal_aid_law', '25(1)'), ...cite('criminal_procedure_law', '35', '278', '293')],
    },
    {
      heading: { zh: '其他情形也可以申请', en: 'In other cases, ask' },
      sentences: [
        {
          zh: '因经济困难或者其他原因没有委托辩护人的,本人及其近亲属可以申请法律援助。其他适用普通程序审理的刑事案件,人民法院可以通知指派律师。',
          en: 'Whoever has no defender because of hardship or another reason may ask for legal aid, and so may a close relative. In other trials by ordinary procedure the court may have a lawyer assigned.',
        },
        {
          zh: '在押的人直接向看守所或者办案机关提出即可:应当在二十四小时内转交法律援助机构,并通知家属协助提供有关材料。',
          en: 'In custody, tell the detention centre or the authority in charge: it must pass the application on within 24 hours, and tell the family to help with the papers.',
        },
      ],
      basis: [...cite('legal_aid_law', '24', '25(2)', '39'), ...cite('police_provisions_2020', '47')],
    },
    {
      heading: { zh: '值班律师', en: 'The duty lawyer' },
      sentences: [
        {
          zh: '没有辩护人的人有权约见值班律师;办案机关和看守所应当告知这项权利,并提供便利。值班律师提供:',
          en: 'A person without a defender may see the duty lawyer. The authorities and the detention centre must say so and make it easy. The duty lawyer gives:',
        },
      ],
      entries: said(
        { zh: '法律咨询', en: 'legal advice' },
        { zh: '程序选择建议', en: 'advice on which procedure to choose' },
        { zh: '申请变更强制措施', en: 'help with asking for a lighter measure than custody' },
        { zh: '对案件处理提出意见', en: 'an opinion to the authorities on the case' },
      ),
      basis: [...cite('criminal_procedure_law', '36'), ...cite('legal_aid_law', '30', '37')],
    },
    {
      heading: { zh: '需要多长时间', en: 'How long it takes' },
      entries: said(
        {
          zh: '办案机关发现应当通知的情形后三日内通知;法律援助机构收到通知后三日内指派律师并告知办案机关。',
          en: 'The authority notifies within three days of finding that it must; the institution assigns within three days of the notice and tells the authority.',
        },
        {
          zh: '律师持执业证书、律师事务所证明和法律援助公函要求会见在押的人,看守所至迟四十八小时内安排;法律规定须经许可的除外。',
          en: 'When the lawyer, with licence, certificate of the firm and legal-aid letter, asks to see a person in custody, the detention centre arranges it within 48 hours, but for cases in which the law requires leave.',
        },
      ),
      basis: [...cite('legal_aid_law', '36'), ...cite('criminal_procedure_law', '39')],
    },
    {
      heading: { zh: '您还有权', en: 'You also have the right' },
      entries: said(
        {
          zh: '用本民族语言文字进行诉讼;不通晓当地通用语言文字的,办案机关应当提供翻译。',
          en: 'to use your own language; who does not know the language used must be given an interpreter.',
        },
        {
          zh: '自己委托律师:通知指派律师不得限制这项权利。',
          en: 'to choose a lawyer of your own: that one is assigned must not limit this.',
        },
        {
          zh: '得到有经验的律师:可能判处无期徒刑、死刑的人,以及死刑复核案件的被告人,由具有三年以上相关执业经历的律师辩护。',
          en: 'to an experienced lawyer: where life imprisonment or death is possible, or a death sentence is reviewed, to one with at least three years of such practice.',
        },
        {
          zh: '了解办理情况;律师没有尽责的,可以投诉或者申请更换。',
          en: 'to know how your matter stands; to complain, or to ask for another lawyer, if yours does not do the work.',
        },
      ),
      basis: [...cite('criminal_procedure_law', '9'), ...cite('legal_aid_law', '26', '27', '55')],
    },
    {
      heading: { zh: '受害人一方', en: 'The victim’s side' },
      sentences: [
        {
          zh: '刑事公诉案件的被害人及其法定代理人或者近亲属,刑事自诉案件的自诉人及其法定代理人,以及附带民事诉讼的原告人及其法定代理人,因经济困难没有委托诉讼代理人的,可以申请法律援助。',
          en: 'Victims, private prosecutors and plaintiffs of a civil claim in the criminal case may ask for legal aid if they are in hardship and have no agent.',
        },
      ],
      entries: [{ words: { zh: '查找法律援助机构和工作站', en: 'Find an institution or a workstation' }, to: 'help' }],
      basis: cite('legal_aid_law', '29'),
    },
  ],
};
