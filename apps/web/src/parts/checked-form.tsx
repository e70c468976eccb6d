import { Form, type FormProps } from 'antd';
import { useEffect, useRef, type FocusEvent, type ReactNode } from 'react';

type CheckedFormProps<Values> = Omit<FormProps<Values>, 'children' | 'layout' | 'validateTrigger' | 'onBlurCapture'> & {
  readonly children: ReactNode;
};

/**
 * A form whose fields say what is wrong with them as they are left. A field that is left by pressing the mouse says it once the mouse is
 * let go of: a line that came or went in between would move what was pressed away from under the hand, and the click would miss it.
 */
export function CheckedForm<Values>(props: CheckedFormProps<Values>) {
  const onBlurCapture = useLeavingOnceReleased();
  return <Form<Values> layout="vertical" requiredMark={false} {...props} validateTrigger="onBlur" onBlurCapture={onBlurCapture} />;
}

/** Keeps from the fields that they were left for as long as something is pressed. */
function useLeavingOnceReleased() {
  const pressed = useRef(false);
  const left = useRef<readonly HTMLElement[]>([]);
  useEffect(() => {
    const press = (): void => {
      pressed.current = true;
    };
    const release = (): void => {
      pressed.current = false;
      const fields = left.current;
      left.current = [];
      // The click that this may be the end of comes first. A field that was come back to was not left.
      setTimeout(() => {
        for (const field of fields)
          if (field !== document.activeElement) field.dispatchEvent(new window.FocusEvent('focusout', { bubbles: true }));
      });
    };
    const aborter = new AbortController();
    const everywhere = { capture: true, signal: aborter.signal };
    document.addEventListener('pointerdown', press, everywhere);
    document.addEventListener('pointerup', release, everywhere);
    document.addEventListener('pointercancel', release, everywhere);
    return () => aborter.abort();
  }, []);
  return (event: FocusEvent<HTMLFormElement, HTMLElement>): void => {
    if (!pressed.current) return;
    event.stopPropagation();
    left.current = [...left.current, event.target as unknown as HTMLElement];
  };
}
