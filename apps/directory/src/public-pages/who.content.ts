import { cite } from '@xiezhi/legal-policy';
import { said, type PublicContent } from './public-content.js';

/** 什么是法律援助、谁可以申请. */
export const WHO: PublicContent = {
  title: { zh: '谁可以申请法律援助', en: 'Who may ask for legal aid' },
  lead: {
    zh: '法律援助是国家提供的无偿法律服务:请不起律师的人,以及法律规定的特定案件的当事人,可以得到律师等法律援助人员的帮助。办理法律援助的人员不得向受援人收取任何财物。',
    en: 'Legal aid is legal service that the state gives free of charge to people who cannot pay for a lawyer, and to parties in certain cases named by law. Nobody who gives legal aid may take money or anything else from you.',
  },
  parts: [
    {
      heading: { zh: '能得到哪些帮助', en: 'What help there is' },
      entries: said(
        { zh: '法律咨询(当面、电话或者网络)', en: 'Legal advice, in person, by telephone or online' },
        { zh: '代拟法律文书', en: 'Legal documents drafted for you' },
        { zh: '刑事辩护与代理', en: 'Defence, and representation of victims, in criminal cases' },
        {
          zh: '民事案件、行政案件、国家赔偿案件的诉讼代理及非诉讼代理',
          en: 'Representation in civil, administrative and state compensation matters, in court or out of it',
        },
        { zh: '值班律师法律帮助', en: 'Help from a duty lawyer' },
        { zh: '劳动争议调解与仲裁代理', en: 'Representation in mediation and arbitration of labour disputes' },
      ),
      basis: [...cite('legal_aid_law', '20', '22', '23')],
    },
    {
      heading: { zh: '因经济困难可以申请的事项', en: 'Matters you may ask about if you are in economic hardship' },
      entries: said(
        { zh: '请求国家赔偿', en: 'State compensation' },
        { zh: '请求社会保险待遇或者社会救助', en: 'Social insurance or social assistance' },
        { zh: '请求发给抚恤金', en: 'Pensions for the bereaved or disabled' },
        { zh: '请求给付赡养费、抚养费、扶养费', en: 'Maintenance of parents, children or a spouse' },
        { zh: '请求确认劳动关系或者支付劳动报酬', en: 'Recognition of employment, or unpaid wages' },
        {
          zh: '请求认定公民无民事行为能力或者限制民事行为能力',
          en: 'A finding that a person cannot, or can only in part, act for themselves',
        },
        {
          zh: '请求工伤事故、交通事故、食品药品安全事故、医疗事故人身损害赔偿',
          en: 'Compensation for injury at work, in traffic, by food or medicine, or in medical treatment',
        },
        { zh: '请求环境污染、生态破坏损害赔偿', en: 'Compensation for pollution or ecological damage' },
        { zh: '法律、法规、规章规定的其他情形', en: 'Other cases named by laws, regulations or rules' },
      ),
      sentences: [
        {
          zh: '西藏自治区还扩大了范围,例如婚姻纠纷,征地、拆迁中受到损失,因假劣种子、农药、化肥受到损失(藏政办发〔2010〕56号);现行范围请询问法律援助机构或者 12348。',
          en: 'The region has widened this, for example to disputes of marriage, losses when land is taken or houses are pulled down, and losses by bad seed, pesticide or fertiliser (藏政办发〔2010〕56号). Ask an institution or 12348 for what holds now.',
        },
      ],
      basis: [...cite('legal_aid_law', '31'), ...cite('legal_aid_regulations', '10')],
    },
    {
      heading: { zh: '不问经济状况也可以申请的事项', en: 'Matters you may ask about whatever your means' },
      entries: said(
        { zh: '英雄烈士近亲属为维护英雄烈士的人格权益', en: 'Close relatives who defend the personality rights of a hero or martyr' },
        { zh: '因见义勇为行为主张相关民事权益', en: 'Civil claims after acting bravely for others' },
        { zh: '再审改判无罪请求国家赔偿', en: 'State compensation after acquittal in a retrial' },
        { zh: '遭受虐待、遗弃或者家庭暴力的受害人主张相关权益', en: 'Victims of abuse, abandonment or domestic violence' },
        { zh: '法律、法规、规章规定的其他情形', en: 'Other cases named by laws, regulations or rules' },
      ),
      basis: cite('legal_aid_law', '32'),
    },
    {
      heading: { zh: '怎样算经济困难', en: 'What counts as economic hardship' },
      sentences: [
        {
          zh: '标准由自治区人民政府规定并适时调整,请向当地法律援助机构或者 12348 询问现行标准。申请时如实说明自己的经济状况即可;机构通过信息共享查询或者由您作出诚信承诺来核查。',
          en: 'The government of the region sets the standard and adjusts it; ask your local institution or 12348 for the present one. You state your means truthfully; the institution checks by shared records, or takes your own pledge.',
        },
        { zh: '下列人员凭有关证明材料,免予核查经济状况:', en: 'Your means are not checked if you can show that you are one of these:' },
      ],
      entries: said(
        {
          zh: '无固定生活来源的未成年人、老年人、残疾人等特定群体',
          en: 'a minor, an older or a disabled person, or another of the groups named, without a steady income',
        },
        { zh: '社会救助、司法救助或者优抚对象', en: 'a person who receives social assistance, judicial relief or preferential care' },
        {
          zh: '申请支付劳动报酬或者请求工伤事故人身损害赔偿的进城务工人员',
          en: 'a migrant worker who claims wages, or compensation for an injury at work',
        },
      ),
      basis: cite('legal_aid_law', '34', '41', '42'),
    },
    {
      heading: { zh: '申请之后', en: 'After you asked' },
      entries: said(
        {
          zh: '机构自收到申请之日起七日内作出是否给予法律援助的决定;材料不齐的,应当一次性告知要补充什么。',
          en: 'The institution decides within seven days of receiving your application. If something is missing, it must tell you all of it at once.',
        },
        {
          zh: '决定给予法律援助的,自决定之日起三日内指派法律援助人员;不给予的,书面说明理由。',
          en: 'If it grants aid, it assigns a person within three days. If it refuses, it gives its reasons in writing.',
        },
        {
          zh: '离法定时效或者期限届满不足七日、需要及时起诉、仲裁或者复议的,以及需要立即申请保全或者先予执行的,可以先提供法律援助,事后补办手续。',
          en: 'When a time limit ends in less than seven days, or property or evidence must be secured at once, aid may come first and the papers afterwards.',
        },
        {
          zh: '对不予或者终止法律援助的决定有异议,可以向设立该机构的司法行政部门提出;司法行政部门五日内审查。',
          en: 'If aid is refused or ended, you may object to the justice department that set up the institution; it decides within five days.',
        },
      ),
      basis: cite('legal_aid_law', '43', '44', '49'),
    },
    {
      heading: { zh: '向哪里申请', en: 'Where to ask' },
      sentences: [
        {
          zh: '诉讼案件,向办案机关所在地的法律援助机构申请;非诉讼事项,向争议处理机关所在地或者事由发生地的法律援助机构申请。书写有困难的,可以口头申请,由工作人员记录。',
          en: 'For a case in court, ask the institution where the organ that handles it is; otherwise where the dispute is handled or arose. If writing is hard for you, ask in words: the staff write it down.',
        },
      ],
      entries: [{ words: { zh: '查找法律援助机构和工作站', en: 'Find an institution or a workstation' }, to: 'help' }],
      basis: [...cite('legal_aid_law', '38'), ...cite('legal_aid_regulations', '17')],
    },
  ],
};
