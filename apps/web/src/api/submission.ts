import { useRef } from 'react';

/**
 * A key of submissions: the same for the same content however often it is tried, another one for other content, so that a corrected form
 * is a command of its own and a repeated one is carried out once.
 */
export function useSubmissionKey(): (content: unknown) => string {
  const last = useRef({ content: '', key: '' });
  return (content) => {
    const written = JSON.stringify(content);
    if (last.current.content !== written || last.current.key === '') last.current = { content: written, key: crypto.randomUUID() };
    return last.current.key;
  };
}

/**
 * The same where a form stays open when it was carried out: the same content once more is a command of its own then (a shift that was
 * cancelled is planned again). `carriedOut` is called when an answer came.
 */
export function useRepeatableKey(): { readonly keyOf: (content: unknown) => string; readonly carriedOut: () => void } {
  const keyOf = useSubmissionKey();
  const before = useRef(0);
  return {
    keyOf: (content) => keyOf({ before: before.current, content }),
    carriedOut: () => {
      before.current += 1;
    },
  };
}
