import * as v from 'valibot';
import { readOperation } from '#core/register';
import { writable } from '../fields.ts';
import { CREATION, REGISTRATION, SOURCE, acceptsAbsence, acceptsField, knowsField } from './schemas.ts';
import { ABSENCE } from './workspace.ts';

const PART = /^[\w.-]{1,80}$/;
const SOURCE_PREFIX = 'src.';

const creation = writable(CREATION);
const registration = writable(REGISTRATION);

/** True when an entry of a plan document is one that a device writes: the same fields as are read, each of its shape. */
export function isPlanEntry(root: string, key: string, value: unknown): boolean {
	const parts = key.split('/');
	if (parts.length < 2 || !parts.every((part) => PART.test(part))) return false;
	if (root === 'visits') return isOfVisit(parts.slice(1).join('/'), value);
	return root === 'ops' ? isSetting(parts, value) : parts.length === 3 && v.is(registration, value);
}

function isOfVisit(name: string, value: unknown): boolean {
	if (name === 'created') return v.is(creation, value);
	if (!name.startsWith(SOURCE_PREFIX)) return value !== undefined;
	const field = name.slice(SOURCE_PREFIX.length);
	const known = Object.hasOwn(SOURCE, field) ? SOURCE[field as keyof typeof SOURCE] : undefined;
	return known ? v.is(known.schema, value) : value !== undefined;
}

function isSetting(parts: readonly string[], value: unknown): boolean {
	const setting = readOperation(parts.at(-1) ?? '', value);
	if (!setting) return false;
	const register = parts.slice(1, -1).join('/');
	if (parts[0] === ABSENCE) return acceptsAbsence(register, setting.to);
	return !knowsField(register) || acceptsField(register, setting.to);
}
