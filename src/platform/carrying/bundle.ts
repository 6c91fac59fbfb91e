import { type Result, ok, refuse } from '#core/result';
import { type Bundle, decodeBundle, encodeBundle } from './bundle-content.ts';
import { deflate, inflate } from './compression.ts';
import { MAX_SEALED, type OpenRefusal, type Secret, seal, unseal } from './seal.ts';

/** Why a bundle was not read. */
export type BundleRefusal = OpenRefusal | 'expired' | 'own-bundle';

/** Who reads a bundle, and when. */
export interface BundleReader {
	team: string;
	/** This device: what it made itself is told apart. */
	device: string;
	secret: Secret;
	now: number; // milliseconds since 1970
}

const MAX_PLAIN = 32 * 1024 * 1024; // bytes

/** A bundle as a file: compressed, then locked. `too-large` when the other device could not open it. */
export async function writeBundle(bundle: Bundle, secret: Secret): Promise<Result<Uint8Array, 'too-large'>> {
	const plain = encodeBundle(bundle);
	if (plain.length > MAX_PLAIN) return refuse('too-large');
	const sealed = await seal(await deflate(plain), secret, bundle.team);
	return sealed.length > MAX_SEALED ? refuse('too-large') : ok(sealed);
}

/** Reads a bundle from anywhere: whatever the bytes are, the answer is a bundle or one of the codes. */
export async function readBundle(bytes: Uint8Array, reader: BundleReader): Promise<Result<Bundle, BundleRefusal>> {
	const opened = await unseal(bytes, reader.secret, reader.team);
	if (!opened.ok) return opened;
	const plain = await inflate(opened.value, MAX_PLAIN);
	const bundle = plain && decodeBundle(plain);
	if (!bundle) return refuse('damaged');
	if (bundle.team !== reader.team) return refuse('wrong-team');
	if (bundle.sender.device === reader.device) return refuse('own-bundle');
	return reader.now > bundle.expiresAt ? refuse('expired') : ok(bundle);
}
