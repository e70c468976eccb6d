import { Button, type ButtonProps } from 'antd';
import { useHref, useLinkClickHandler } from 'react-router';

interface LinkButtonProps {
  readonly to: string;
  readonly type?: NonNullable<ButtonProps['type']>;
  readonly size?: 'small';
  /** Marks the link for the keys of a list. */
  readonly assigns?: string;
  readonly children: string;
}

/** A link that looks like a button: where an action is a page of its own. */
export function LinkButton({ to, type = 'default', size, assigns, children }: LinkButtonProps) {
  const href = useHref(to);
  const go = useLinkClickHandler(to);
  return (
    <Button
      href={href}
      type={type}
      {...(size !== undefined && { size })}
      {...(assigns !== undefined && { 'data-assign': assigns })}
      onClick={(event) => go(event as React.MouseEvent<HTMLAnchorElement>)}
    >
      {children}
    </Button>
  );
}
