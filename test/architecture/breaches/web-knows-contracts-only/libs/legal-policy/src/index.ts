export const clock = 'C02';
