import type { TFunction } from 'i18next';
import { zh } from '../i18n/zh/index.ts';

type Role = keyof typeof zh.shell.roles;

const isRole = (role: string): role is Role => Object.hasOwn(zh.shell.roles, role);

/** The name of a role; its code where the catalogue does not know it yet. */
export const roleName = (role: string, t: TFunction): string => (isRole(role) ? t(`shell.roles.${role}`) : role);
