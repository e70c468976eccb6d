/** What a matter is called among those that ended: by the last digits of its id, for its number stands on its own page. */
export const shortId = (id: string): string => id.slice(-12);
