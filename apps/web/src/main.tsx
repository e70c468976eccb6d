import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { nonceOnStyles } from './app/nonce.ts';
import { startLanguages } from './i18n/index.ts';
import './app/app.css';

nonceOnStyles();
await startLanguages();
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
