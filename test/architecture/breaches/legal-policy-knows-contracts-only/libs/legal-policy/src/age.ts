import chineseDays from 'chinese-days';

export const age = chineseDays;
