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
