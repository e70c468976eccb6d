import { FILE_COMPLAINT } from './fields.ts';
import { bodyOf } from './values.ts';

it('makes the body of a command: nested fields, instants with their offset, and nothing that was not asked for', () => {
  const body = bodyOf(FILE_COMPLAINT, {
    about: 'institution',
    requestId: 'left over from before',
    institution: 'institution-540100',
    complainantKind: 'recipient',
    complainant: { name: 'བློ་བཟང་།', phone: '', address: undefined },
    way: 'visit',
    receivedAt: { day: '2026-11-20', time: '09:30' },
    grounds: ['property'],
    text: '示例',
  });
  expect(body).toEqual({
    about: 'institution',
    institution: 'institution-540100',
    complainantKind: 'recipient',
    complainant: { name: 'བློ་བཟང་།' },
    way: 'visit',
    receivedAt: '2026-11-20T09:30:00+08:00',
    grounds: ['property'],
    text: '示例',
  });
});
