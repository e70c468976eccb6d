import { Form } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { useQualityCommand } from '../../api/quality.ts';
import { useSession } from '../../api/session.ts';
import { flash } from '../../parts/flash.tsx';
import { Page } from '../../parts/page.tsx';
import { RegisterForm } from '../directory/register-form.tsx';
import type { KindOfWork } from './kinds.ts';
import { useQualityWords } from './quality-words.ts';
import { bodyOf, type Values } from './values.ts';
import { WorkFields } from './work-fields.tsx';
import './quality.css';

/** Begins a matter of quality work; of a request that one comes from, it is filled in. */
export function NewWorkPage({ work: { kind, path, begin } }: { readonly work: KindOfWork }) {
  const { of } = useQualityWords();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [form] = Form.useForm<Values>();
  const { mutate, error, isPending } = useQualityCommand(kind, '');
  const request = search.get('request');
  // A granted case, where the page that leads here is of one.
  const ofMatter = search.get('matter') === 'aid-case' && request !== null ? { matter: 'aid-case' } : {};
  const { division } = useSession();
  // What a page that leads here knows already.
  const asked = Object.fromEntries(begin.fields.flatMap(({ name }) => (search.has(name) ? [[name, search.get(name)]] : [])));
  return (
    <Page title={of(kind, 'new')}>
      <p>{of(kind, 'newIntro')}</p>
      <RegisterForm<Values>
        form={form}
        initial={{ ...asked, ...(request !== null && { about: 'request', requestId: request }) }}
        error={error}
        saving={isPending}
        save={of(kind, 'begin')}
        fieldOf={(at) => at.split('.')}
        onSave={(values, refused) =>
          mutate(
            { ...bodyOf(begin.fields, values), ...ofMatter },
            {
              onError: refused,
              onSuccess: ({ id }) => {
                flash(of(kind, 'begun'), `/quality/${path}/${id}`);
                void navigate(`/quality/${path}/${id}`);
              },
            },
          )
        }
      >
        <WorkFields fields={begin.fields.map((field) => (field.as === 'lawyer' ? { ...field, division } : field))} />
      </RegisterForm>
    </Page>
  );
}
