import { said, type PublicContent } from './public-content.js';

/** 公众首页. */
export const HOME: PublicContent = {
  title: { zh: '法律援助:免费的法律帮助', en: 'Legal aid: legal help free of charge' },
  lead: {
    zh: '打官司、讨工资、受伤索赔,或者家人被拘留,请不起律师怎么办?国家提供免费的法律援助。请选择您的问题:',
    en: 'A dispute, unpaid wages, an injury, someone of your family detained, and no money for a lawyer? The state gives legal aid free of charge. Choose your question:',
  },
  parts: [],
};

/** 合作单位接入. */
export const PARTNERS: PublicContent = {
  title: { zh: '合作单位怎样接入', en: 'How a partner agency connects' },
  lead: {
    zh: '法院、检察院、公安机关和其他成员单位可以在网页上办理,也可以把本单位的业务系统接入,通知、签收、函告由系统之间直接往来。',
    en: 'Courts, procuratorates, police organs and other member departments can work in the pages, or connect a system of their own, so that notices, receipts and letters pass between systems.',
  },
  parts: [
    {
      heading: { zh: '接入步骤', en: 'Step by step' },
      entries: said(
        {
          zh: '本单位签署现行的数据使用约定,由平台管理员登记。',
          en: 'Your agency accepts the present data-use terms; the platform’s administrator records it.',
        },
        {
          zh: '平台管理员邀请本单位管理员;本单位管理员再邀请工作人员。',
          en: 'The platform’s administrator invites your agency’s administrator, who invites its staff.',
        },
        {
          zh: '接入系统的,由本单位管理员登记该系统的公钥;私钥不离开本单位。',
          en: 'To connect a system, your agency’s administrator registers its public key; the private key never leaves you.',
        },
        {
          zh: '系统凭私钥取得短时令牌,用接口发送通知,并从本单位专属的消息队列读取结果。',
          en: 'The system gets short-lived tokens with its private key, sends notices over the API and reads what became of them from your agency’s own messages.',
        },
      ),
    },
    {
      heading: { zh: '技术说明', en: 'Technical description' },
      entries: [
        { words: { zh: '接口说明(OpenAPI 3.1)', en: 'The API (OpenAPI 3.1)' }, to: '/api/openapi.json' },
        { words: { zh: '消息说明(AsyncAPI 3)', en: 'The messages (AsyncAPI 3)' }, to: '/api/asyncapi.json' },
        { words: { zh: '工作人员登录', en: 'Sign in (staff)' }, to: '/auth/sign-in' },
      ],
    },
    {
      heading: { zh: '本单位能看到什么', en: 'What your agency sees' },
      sentences: [
        {
          zh: '只能看到本单位发出、办理或者收到的事项;不属于本单位的,与不存在的一样。查看个人信息须说明用途,并留有记录。',
          en: 'Only matters that your agency sent, handles or received; others are as if they did not exist. Opening a person’s details takes a purpose, and is recorded.',
        },
      ],
    },
  ],
};

/** 无障碍声明. */
export const ACCESSIBILITY: PublicContent = {
  title: { zh: '无障碍声明', en: 'Accessibility' },
  lead: {
    zh: '这些页面应当人人可用。我们以《网页内容无障碍指南》(WCAG)2.2 的 AA 级为目标。',
    en: 'These pages are for everyone. Our aim is level AA of the Web Content Accessibility Guidelines (WCAG) 2.2.',
  },
  parts: [
    {
      heading: { zh: '已经做到的', en: 'What works' },
      entries: said(
        {
          zh: '不需要脚本;可以只用键盘;每页有一个标题和跳到正文的链接',
          en: 'No script is needed; the keyboard is enough; every page has one main heading and a link to the content',
        },
        {
          zh: '页面顶部可以切换大字版;浏览器放大到 200% 不丢失内容',
          en: 'Large type at the top of each page; nothing is lost at 200 % zoom',
        },
        {
          zh: '不靠颜色区分状态;适应系统的高对比度设置;没有动画',
          en: 'Nothing is told by colour alone; high-contrast settings are followed; nothing moves',
        },
        { zh: '在较慢的网络上也能打开', en: 'The pages open on a slow line' },
      ),
    },
    {
      heading: { zh: '还没有做到的', en: 'What does not work yet' },
      entries: said(
        {
          zh: '藏文版的文字正在审校,目前显示中文。',
          en: 'The Tibetan wording is being reviewed; Chinese is shown until then.',
        },
        {
          zh: '尚未请使用读屏软件的人试用;目前只有自动检查和对读屏内容的检查。',
          en: 'No users of screen readers have tried the pages yet; they are checked by programs, for what a screen reader is given as well.',
        },
      ),
    },
    {
      heading: { zh: '使用有困难', en: 'If you cannot use these pages' },
      sentences: [
        {
          zh: '请拨打 12348,或者到就近的法律援助机构、工作站,由工作人员当面帮助您。法律援助机构应当为老年人、残疾人提供无障碍设施设备和服务。',
          en: 'Call 12348, or go to the nearest institution or workstation, where the staff help you in person.',
        },
      ],
      entries: [{ words: { zh: '查找法律援助机构和工作站', en: 'Find an institution or a workstation' }, to: 'help' }],
      basis: [{ instrument: 'legal_aid_law', article: '45' }],
    },
  ],
};

/** 隐私说明. */
export const PRIVACY: PublicContent = {
  title: { zh: '隐私说明', en: 'Privacy' },
  lead: {
    zh: '查看这些页面不需要登录,也不需要提供任何个人信息。',
    en: 'You need not sign in, and give nothing about yourself, to read these pages.',
  },
  parts: [
    {
      heading: { zh: '公众页面', en: 'The public pages' },
      entries: said(
        {
          zh: '不设置 Cookie,不使用统计或者广告工具,不加载其他网站的内容',
          en: 'They set no cookies, use no analytics or advertising, and load nothing from other sites',
        },
        {
          zh: '访问记录只有页面种类、时间和用时,不含您的网络地址和查询内容',
          en: 'What is logged is the kind of page, the time and how long it took: not your address on the network, nor what you looked for',
        },
      ),
    },
    {
      heading: { zh: '法律援助案件中的个人信息', en: 'Personal data in matters of legal aid' },
      entries: said(
        {
          zh: '只用于办理法律援助,只提供给办理该案件的单位',
          en: 'is used for legal aid only, and given only to the agencies that handle the matter',
        },
        {
          zh: '每个人的信息用单独的密钥加密保存;查看全部信息须说明用途并留有记录',
          en: 'is kept sealed under a key of its own for each person; opening it in full takes a purpose, and is recorded',
        },
        {
          zh: '法律援助机构及其工作人员、法律援助人员对知悉的国家秘密、商业秘密和个人隐私应当保密',
          en: 'must be kept confidential by everyone who gives legal aid',
        },
      ),
      basis: [{ instrument: 'legal_aid_law', article: '21' }],
    },
    {
      heading: { zh: '查询、更正或者删除', en: 'To see, correct or delete yours' },
      sentences: [
        {
          zh: '请向办理您案件的法律援助机构提出。不知道是哪个机构的,可以拨打 12348 询问。',
          en: 'Ask the institution that handles your matter. If you do not know which, call 12348.',
        },
      ],
      entries: [{ words: { zh: '查找法律援助机构', en: 'Find an institution' }, to: 'help' }],
    },
  ],
};
