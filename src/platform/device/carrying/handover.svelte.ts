import { fromBase64Url } from '#core/bytes';
import type { BundleRefusal } from '#carrying/bundle';
import { FrameReader, FrameSource, type ReadingProgress } from '#carrying/fountain';
import { type Secret, readSeal } from '#carrying/seal';
import type { DocumentName } from '#core/document-name';
import type { device as theDevice } from '../device.svelte.ts';
import type { Peer } from './carrying.ts';
import { documentsToGive } from './held-documents.ts';
import { makeBundle } from './make-bundle.ts';
import { type TakenBundle, takeBundle } from './take-bundle.ts';

/** Why nothing was given or taken. */
export type HandoverProblem =
	BundleRefusal | 'no-key' | 'passphrase' | 'short-phrase' | 'too-large' | 'nothing-held' | 'failed';

/** What is ready to be given. */
export interface Given {
	bytes: Uint8Array;
	/** Null when it is too much for codes; as a file it still goes. */
	source: FrameSource | null;
	/** Unsent changes and acts in it, the own and others'. */
	changes: number;
	documents: number;
	leftOut: number;
	to: string | null;
}

/** What one team's exchange is about. */
export interface HandoverTeam {
	id: string;
	/** The kind of facts whose index names the documents to give. */
	indexedBy: string;
	isWanted(name: DocumentName): boolean;
}

const SHORTEST = 12; // characters of a passphrase: a lost file can be guessed at for years

type Device = typeof theDevice;

/**
 * The exchange between two devices as a page shows it: what is given, how far the reading has come, and what came. It
 * outlives the page, so that a reading that was interrupted goes on.
 */
export class Handover {
	readonly #device: Device;
	readonly #teams: readonly HandoverTeam[];
	#reader = new FrameReader();
	#peer: Peer | null = null;
	#locked: Uint8Array | null = null;
	#given = $state.raw<Given | null>(null);
	#progress = $state.raw<ReadingProgress | null>(null);
	#taken = $state.raw<TakenBundle | null>(null);
	#problem = $state<HandoverProblem | null>(null);
	#busy = $state(false);
	/** The team whose work is given. */
	team = $state('');
	/** Words to lock with instead of the team's key; empty for the key. */
	passphrase = $state('');

	constructor(device: Device, teams: readonly HandoverTeam[]) {
		this.#device = device;
		this.#teams = teams;
		this.team = teams[0]?.id ?? '';
	}

	get given(): Given | null {
		return this.#given;
	}
	get progress(): ReadingProgress | null {
		return this.#progress;
	}
	get taken(): TakenBundle | null {
		return this.#taken;
	}
	get problem(): HandoverProblem | null {
		return this.#problem;
	}
	get busy(): boolean {
		return this.#busy;
	}
	/** Whose bundle was read last: what is given next is for them, unless it shall be for anybody. */
	get peerName(): string | null {
		return this.#taken && this.#peer ? this.#peer.name : null;
	}
	/** Whether this device knows the key of the chosen team. */
	get hasKey(): boolean {
		return this.#keyOf(this.team) !== null;
	}

	/** Makes what is to be given, as it is now. */
	async prepare(): Promise<Given | null> {
		return this.#working(async () => {
			if (this.passphrase !== '' && this.passphrase.trim().length < SHORTEST) return this.#fail('short-phrase');
			const team = this.#teams.find(({ id }) => id === this.team);
			const secret = this.#secretOf(this.team);
			if (!team || !secret) return this.#fail('no-key');
			const { carrying } = this.#device;
			const index = this.#device.indexOf(team.indexedBy, team.id);
			const documents = await documentsToGive(carrying, {
				team: team.id,
				index,
				isWanted: (name) => team.isWanted(name)
			});
			const made = await makeBundle(carrying, { team: team.id, documents, secret, peer: this.#peer });
			if (!made.ok) return this.#fail(made.code);
			if (made.value.documents.length + made.value.commands === 0) return this.#fail('nothing-held');
			const source = await FrameSource.of(made.value.bytes);
			const changes = made.value.documents.reduce((sum, each) => sum + each.changes, made.value.commands);
			const { length: leftOut } = made.value.leftOut;
			const about = { changes, documents: made.value.documents.length, leftOut, to: this.#peer?.name ?? null };
			this.#given = { ...about, bytes: made.value.bytes, source: source.ok ? source.value : null };
			return this.#given;
		});
	}

	/** Stops giving; the next time it is made anew. */
	stopGiving(): void {
		this.#given = null;
	}

	/** Gives everything again, to somebody else than the one whose bundle was read. */
	forAnybody(): void {
		this.#peer = null;
		this.#given = null;
	}

	/** Takes the bytes of one code; true when the whole has been read. */
	async takeFrame(frame: Uint8Array): Promise<boolean> {
		const outcome = this.#reader.take(frame);
		this.#progress = this.#reader.progress;
		if (outcome !== 'taken' && outcome !== 'foreign') return false;
		const { known, needed } = this.#progress;
		if (known < needed) return false;
		const whole = await this.#reader.result();
		if (!whole) return false;
		this.#reader = new FrameReader();
		await this.take(whole);
		return true;
	}

	/** Begins reading anew. */
	forgetReading(): void {
		this.#reader = new FrameReader();
		this.#progress = null;
	}

	/** Takes a whole bundle, from codes or a file. */
	async take(bytes: Uint8Array): Promise<void> {
		this.#locked = null;
		this.#taken = null;
		await this.#working(async () => {
			const { team, seal } = await this.#lookAt(bytes);
			if (!team) return this.#fail(seal.ok ? 'wrong-team' : seal.code);
			const isPhrase = seal.ok && seal.value.kind === 'passphrase';
			if (isPhrase && this.passphrase === '') {
				this.#locked = bytes;
				return this.#fail('passphrase');
			}
			const secret = isPhrase ? this.#phrase() : this.#keySecret(team);
			if (!secret) return this.#fail('no-key');
			return this.#takeWith(bytes, team, secret);
		});
	}

	/** Tries again what needed a passphrase, with the one that has been written since. */
	async unlock(): Promise<void> {
		if (this.#locked) await this.take(this.#locked);
	}

	async #takeWith(bytes: Uint8Array, team: string, secret: Secret): Promise<null> {
		const { carrying, session } = this.#device;
		const taken = await takeBundle(carrying, bytes, {
			team,
			secret,
			accepts: await this.#device.writes(),
			serverKey: session?.carrying?.serverKey ?? null,
			deliver: () => this.#device.carriedArrived()
		});
		if (!taken.ok) {
			if (taken.code === 'wrong-key' && secret.kind === 'passphrase') this.#locked = bytes;
			return this.#fail(taken.code);
		}
		this.#peer = taken.value.peer;
		this.#given = null;
		this.#taken = taken.value;
		this.team = team;
		return null;
	}

	/** Which of the member's teams a bundle is for, and what it is locked with. */
	async #lookAt(bytes: Uint8Array) {
		for (const { id } of this.#teams) {
			const seal = await readSeal(bytes, id);
			if (seal.ok || seal.code !== 'wrong-team') return { team: seal.ok ? id : null, seal };
		}
		return { team: null, seal: { ok: false, code: 'wrong-team' } as const };
	}

	#secretOf(team: string): Secret | null {
		return this.passphrase === '' ? this.#keySecret(team) : this.#phrase();
	}

	#phrase(): Secret {
		return { kind: 'passphrase', phrase: this.passphrase };
	}

	#keySecret(team: string): Secret | null {
		const key = this.#keyOf(team);
		return key === null ? null : { kind: 'team-key', key: fromBase64Url(key) };
	}

	#keyOf(team: string): string | null {
		return this.#device.session?.carrying?.teamKeys[team] ?? null;
	}

	#fail(problem: HandoverProblem): null {
		this.#problem = problem;
		return null;
	}

	async #working<Value>(work: () => Promise<Value | null>): Promise<Value | null> {
		if (this.#busy) return null;
		this.#busy = true;
		this.#problem = null;
		try {
			return await work();
		} catch (error) {
			this.#fail('failed');
			throw error;
		} finally {
			this.#busy = false;
		}
	}
}
