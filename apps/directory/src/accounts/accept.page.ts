import { escaped, htmlPage, type PageLanguage } from '@xiezhi/service';

/** What is wrong with what was typed; `unknown` says nothing of why. */
export type AcceptFault = 'unknown' | 'short' | 'different' | { readonly seconds: number };

/** Fewest characters of a password. */
export const MIN_PASSWORD = 12;
const MAX_PASSWORD = 200;

type Words = Readonly<Record<PageLanguage, string>>;

const FAULTS: Readonly<Record<Extract<AcceptFault, string>, Words>> = {
  unknown: {
    zh: '邀请码无效、已使用或已过期,请核对后重试,或向本单位管理员索取新的邀请码。',
    en: 'The code is unknown, used or expired. Check it, or ask the administrator of your agency for a new one.',
  },
  short: { zh: `密码至少 ${MIN_PASSWORD} 个字符。`, en: `The password must have at least ${MIN_PASSWORD} characters.` },
  different: { zh: '两次输入的密码不一致。', en: 'The two passwords are not the same.' },
};

const faultText = (fault: AcceptFault, language: PageLanguage): string => {
  if (typeof fault === 'string') return FAULTS[fault][language];
  return language === 'zh' ? `尝试次数过多,请在 ${fault.seconds} 秒后再试。` : `Too many attempts. Try again in ${fault.seconds} seconds.`;
};

/** What is wrong with a new password, `null` when nothing. */
export function passwordFault(password: string, again: string): 'short' | 'different' | null {
  if ([...password].length < MIN_PASSWORD || password.length > MAX_PASSWORD) return 'short';
  return password === again ? null : 'different';
}

/** 接受邀请: the person sets a password with the one-time code. */
export function acceptPage(language: PageLanguage, demonstration: boolean, fault: AcceptFault | null): string {
  const zh = language === 'zh';
  const main = `${fault === null ? '' : `<p class="fault" role="alert">${escaped(faultText(fault, language))}</p>`}
<form method="post" action="/auth/accept">
<label for="code">${zh ? '邀请码' : 'Invitation code'}</label>
<input id="code" name="code" required maxlength="100" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" autofocus>
<label for="password">${zh ? '新密码' : 'New password'}</label>
<input id="password" name="password" type="password" required minlength="${MIN_PASSWORD}" maxlength="${MAX_PASSWORD}" autocomplete="new-password" aria-describedby="password-hint">
<p class="hint" id="password-hint">${zh ? `至少 ${MIN_PASSWORD} 个字符;一句话比一串符号好记。` : `At least ${MIN_PASSWORD} characters; a sentence is easier to keep than symbols.`}</p>
<label for="again">${zh ? '再输入一次' : 'Once more'}</label>
<input id="again" name="again" type="password" required maxlength="${MAX_PASSWORD}" autocomplete="new-password">
<button type="submit">${zh ? '设置密码并启用账号' : 'Set the password'}</button>
</form>`;
  return htmlPage({ language, title: zh ? '启用账号' : 'Accept the invitation', main, demonstration });
}

/** It is done: the way on is to sign in. */
export const acceptedPage = (language: PageLanguage, demonstration: boolean): string =>
  htmlPage({
    language,
    title: language === 'zh' ? '账号已启用' : 'Your account is active',
    main: `<p>${language === 'zh' ? '密码已设置,现在可以登录。' : 'The password is set; you can sign in now.'}</p>
<p><a class="button" href="/auth/sign-in">${language === 'zh' ? '登录平台' : 'Sign in'}</a></p>`,
    demonstration,
  });
