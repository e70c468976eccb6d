import { Fragment } from 'react';

/** Tibetan letters and marks, with the spaces between them. */
const TIBETAN = /([\u0F00-\u0FFF](?:[\u0F00-\u0FFF\s]*[\u0F00-\u0FFF])?)/u;

/** Text as it was written; what is Tibetan in it says so, and is set larger, so that its stacks can be read beside Chinese. */
export function Mixed({ text }: { readonly text: string }) {
  if (!TIBETAN.test(text)) return text;
  return text.split(TIBETAN).map((part, index) => {
    // Parts have no identity but their place.
    const key = `${index}`;
    return TIBETAN.test(part) ? (
      <span key={key} lang="bo" className="tibetan">
        {part}
      </span>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    );
  });
}
