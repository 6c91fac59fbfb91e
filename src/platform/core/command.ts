import type { InferOutput } from 'valibot';
import { fromBase64Url, toBase64Url, utf8 } from './bytes.ts';
import type { commandSchema } from './command-schema.ts';
import { sign, verify } from './device-key.ts';
import type { KeyPair, PublicJwk } from './web-crypto.ts';

/** A signed command; see commandSchema for the fields. */
export type Command = InferOutput<typeof commandSchema>;

/** A command before its device has signed it. */
export type UnsignedCommand = Omit<Command, 'signature'>;

/** The server's answer to a command. It never changes once given. */
export type Receipt =
	| { command: string; status: 'accepted'; number: number; decidedAt: string }
	| { command: string; status: 'refused'; number: number; decidedAt: string; code: string; detail: string | null };

/** No answer yet: the command was not decided and should come again, for example since a picture has not arrived. */
export interface Postponed {
	command: string;
	status: 'postponed';
	code: string;
}

/** The bytes that a device signs: the fields in a fixed order, keys of objects sorted. */
export function signedBytes(command: UnsignedCommand): Uint8Array {
	const { v: version, id: commandId, kind, about, payload, author, device, at } = command;
	return utf8(canonicalJson([version, commandId, kind, about, payload, author, device, at]));
}

/** Signs a command with the key of the device that it was made on. */
export async function signCommand(command: UnsignedCommand, key: KeyPair): Promise<Command> {
	return { ...command, signature: toBase64Url(await sign(key, signedBytes(command))) };
}

/** True when the command is word for word what the device with this key signed. */
export async function verifyCommand(command: Command, key: PublicJwk): Promise<boolean> {
	try {
		return await verify(key, fromBase64Url(command.signature), signedBytes(command));
	} catch {
		return false; // not base64url
	}
}

/** JSON with the keys of every object sorted, so that equal values give equal bytes. */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (value === null || typeof value !== 'object') return value === undefined ? 'null' : JSON.stringify(value);
	const entries = Object.entries(value)
		.filter(([, inner]) => inner !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}
