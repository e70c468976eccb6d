import { escaped, htmlPage, type PageLanguage } from '@xiezhi/service';
import type { DemonstrationSignIn } from '../demonstration-data/demonstration-accounts.js';
import type { Refusal } from './sign-ins.js';

export interface SignInPageParts {
  readonly language: PageLanguage;
  /** Where the form goes. */
  readonly action: string;
  readonly organs: readonly { readonly code: string; readonly name: string }[];
  /** What was typed before, but the password. */
  readonly organ: string;
  readonly signInName: string;
  readonly refusal: Refusal | null;
  /** In demonstration mode: accounts to sign in with at a click. */
  readonly demonstration: readonly DemonstrationSignIn[] | null;
}

type Words = Readonly<Record<PageLanguage, string>>;

const WORDS = {
  title: { zh: '登录', en: 'Sign in' },
  organ: { zh: '单位', en: 'Agency' },
  organHint: { zh: '输入单位名称或代码', en: 'Name or code of your agency' },
  signInName: { zh: '登录名', en: 'Sign-in name' },
  password: { zh: '密码', en: 'Password' },
  submit: { zh: '登录平台', en: 'Sign in' },
  invited: { zh: '收到邀请码?设置密码', en: 'Got an invitation code? Set your password' },
  demonstration: { zh: '演示账号', en: 'Demonstration accounts' },
  demonstrationHint: { zh: '单击即以该身份登录。', en: 'One click signs you in as that person.' },
  who: { zh: '身份', en: 'Who' },
  act: { zh: '以此身份登录', en: 'Sign in' },
} as const satisfies Readonly<Record<string, Words>>;

const REFUSALS: Readonly<Record<Exclude<Refusal['reason'], 'slow'>, Words>> = {
  wrong: {
    zh: '单位、登录名或密码不正确,请核对后重试;忘记密码请联系本单位管理员。',
    en: 'The agency, sign-in name or password is not right. Check them, or ask the administrator of your agency for a new password.',
  },
  invited: { zh: '账号尚未启用,请先用邀请码设置密码。', en: 'The account is not active yet: set a password with your invitation code.' },
  dormant: {
    zh: '账号长期未使用,已转为休眠,请联系本单位管理员恢复。',
    en: 'The account was not used for long and is dormant: ask the administrator of your agency to revive it.',
  },
  expired: { zh: '账号已到期,请联系本单位管理员续期。', en: 'The account has expired: ask the administrator of your agency to renew it.' },
  deactivated: {
    zh: '账号已停用,请联系本单位管理员。',
    en: 'The account is deactivated: ask the administrator of your agency.',
  },
  agency_inactive: { zh: '本单位已撤销或合并,不能登录。', en: 'Your agency was dissolved or merged: nobody can sign in for it.' },
  no_terms: {
    zh: '本单位尚未签署现行数据使用约定,签署后方可登录,请联系平台管理员。',
    en: 'Your agency has not accepted the present data-use terms yet; the platform’s administrator records it once it has.',
  },
};

const refusalText = (refusal: Refusal, language: PageLanguage): string => {
  if (refusal.reason !== 'slow') return REFUSALS[refusal.reason][language];
  return language === 'zh'
    ? `登录失败次数过多,请在 ${refusal.seconds} 秒后再试。`
    : `Too many attempts failed. Try again in ${refusal.seconds} seconds.`;
};

/** 登录页: organ first, then the person. Plain HTML that works before any script. */
export function signInPage(parts: SignInPageParts): string {
  const { language, action, organs, organ, signInName, refusal, demonstration } = parts;
  const word = (key: keyof typeof WORDS): string => escaped(WORDS[key][language]);
  const focus = (here: boolean): string => (here ? ' autofocus' : '');
  const main = `${refusal === null ? '' : `<p class="fault" role="alert" id="fault">${escaped(refusalText(refusal, language))}</p>`}
<form method="post" action="${escaped(action)}">
<label for="organ">${word('organ')}</label>
<input id="organ" name="organ" list="organs" required maxlength="200" autocomplete="organization" aria-describedby="organ-hint" value="${escaped(organ)}"${focus(refusal === null)}>
<p class="hint" id="organ-hint">${word('organHint')}</p>
<datalist id="organs">${organs.map(({ code, name }) => `<option value="${escaped(name)}">${escaped(code)}</option>`).join('')}</datalist>
<label for="sign-in-name">${word('signInName')}</label>
<input id="sign-in-name" name="signInName" required maxlength="100" autocomplete="username" autocapitalize="none" spellcheck="false" value="${escaped(signInName)}">
<label for="password">${word('password')}</label>
<input id="password" name="password" type="password" required maxlength="200" autocomplete="current-password"${focus(refusal !== null)}>
<button type="submit">${word('submit')}</button>
</form>
<p class="hint"><a href="/auth/accept">${word('invited')}</a></p>
<p class="languages"><a href="${escaped(action)}?lang=zh" lang="zh-CN" hreflang="zh-CN">中文</a> · <a href="${escaped(action)}?lang=en" lang="en" hreflang="en">English</a></p>
${demonstration === null ? '' : demonstrationTable(demonstration, action, language)}`;
  return htmlPage({ language, title: WORDS.title[language], main, demonstration: demonstration !== null });
}

function demonstrationTable(accounts: readonly DemonstrationSignIn[], action: string, language: PageLanguage): string {
  const word = (key: keyof typeof WORDS): string => escaped(WORDS[key][language]);
  const rows = accounts.map(
    ({ agency, agencyName, signInName, password, roleZh, roleEn, displayName }) => `<tr>
<th scope="row">${escaped(language === 'zh' ? roleZh : roleEn)}</th><td>${escaped(agencyName)} · ${escaped(displayName)}</td>
<td><form method="post" action="${escaped(action)}"><input type="hidden" name="organ" value="${escaped(agency)}"><input type="hidden" name="signInName" value="${escaped(signInName)}"><input type="hidden" name="password" value="${escaped(password)}"><button class="quiet" type="submit" aria-label="${word('act')}: ${escaped(language === 'zh' ? roleZh : roleEn)} ${escaped(displayName)}">${word('act')}</button></form></td>
</tr>`,
  );
  return `<h2>${word('demonstration')}</h2>
<p class="hint">${word('demonstrationHint')}</p>
<table><thead><tr><th scope="col">${word('who')}</th><th scope="col">${word('organ')}</th><th scope="col">${word('act')}</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
}
