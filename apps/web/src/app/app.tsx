import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import { useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { newQueryClient } from '../api/query-client.ts';
import { useWords } from '../i18n/index.ts';
import { nonce } from './nonce.ts';
import { router } from './routes.tsx';
import { theme } from './theme.ts';

/** Pop-ups stand inside the landmark they belong to, so that a screen reader knows where they are. */
const popupContainer = (trigger?: HTMLElement): HTMLElement =>
  trigger?.closest<HTMLElement>('main, header, [role="dialog"]') ?? document.body;

/** The application: languages, look, queries and pages. */
export function App() {
  const { language } = useWords();
  const [client] = useState(newQueryClient);
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'zh' ? zhCN : enUS}
      csp={{ nonce }}
      getPopupContainer={popupContainer}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
