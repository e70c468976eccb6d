export * from './assets.js';
export * from './form.js';
export * from './page.js';
export * from './plain-pages.js';
export * from './public-page.js';
export * from './send-page.js';
