import { ValidateBy } from 'class-validator';

/** The value lies behind that of `field`: days and times of day compare as text. `wrong` is `code: what to do`. */
export const IsBehind = (field: string, wrong: string): PropertyDecorator =>
  ValidateBy({
    name: 'isBehind',
    validator: {
      validate(value, args) {
        const fields: Readonly<Record<string, unknown>> = args === undefined ? {} : (args.object as Record<string, unknown>);
        return typeof value === 'string' && value > String(fields[field]);
      },
      defaultMessage: () => wrong,
    },
  });
