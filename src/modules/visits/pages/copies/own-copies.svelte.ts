import { untrack } from 'svelte';
import { swedishDay } from '#swedish/dates';
import { type CopyMade, copyDays } from '#modules/visits/domain/copies/index.ts';
import { type CopyFolder, chooseFolder, mayWriteIn, writeFolder } from '#modules/visits/device/copies/folder.ts';
import { type CopyLock, newCopyLock } from '#modules/visits/device/copies/lock.ts';
import { zipFiles } from '#modules/visits/device/copies/zip.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import { saveFile } from '#device/spreadsheet/save-file.ts';
import { t } from '#modules/visits/words/index.ts';
import { nextNumber, sayMade } from './copy-number.ts';
import { type CopyPackage, fileLabel, isPackageFile, makePackage } from './make-package.ts';
import { TeamDays } from './team-days.svelte.ts';

const NOTE = 'copies folder';
const QUIET = 30_000; // milliseconds after the last change
const LOOK = 60_000; // milliseconds: a new day is noticed, and a stick that is back

/** What is remembered on the device: the folder and the lock, never the passphrase. */
interface Remembered {
	folder: CopyFolder;
	lock: CopyLock;
	/** The last copy of each team: its id in the log, and what of. */
	last: Readonly<Record<string, { id: string; at: number; sum: string }>>;
}

/** The folder that this browser keeps copies in, for as long as the app is open. */
export class OwnCopies {
	#kept = $state.raw<Remembered | null>(null);
	#mayWrite = $state(false);
	#failed = $state(false);
	#busy = $state(false);
	#started = false;
	#teams: TeamDays[] = [];
	#day = '';
	#stop: (() => void) | null = null;
	#timer: ReturnType<typeof setTimeout> | null = null;
	#running: Promise<void> = Promise.resolve();

	/** The name of the folder; null while there is none. */
	get folder(): string | null {
		return this.#kept?.folder.name ?? null;
	}
	/** False when the browser has to ask again. */
	get mayWrite(): boolean {
		return this.#mayWrite;
	}
	get failed(): boolean {
		return this.#failed;
	}
	get busy(): boolean {
		return this.#busy;
	}
	/** The copies that lie in the folder, by team. */
	get last(): Remembered['last'] {
		return this.#kept?.last ?? {};
	}

	/** Takes the folder up again that was chosen before. */
	async start(): Promise<void> {
		if (this.#started) return;
		this.#started = true;
		const kept = (await device.recall<Remembered | null>(NOTE)) ?? null;
		if (!kept) return;
		this.#kept = kept;
		this.#mayWrite = await mayWriteIn(kept.folder, false);
		if (this.#mayWrite) this.#follow();
	}

	/** Lets the person choose a folder and writes in it; false when none was chosen. */
	async choose(): Promise<CopyFolder | null> {
		return chooseFolder();
	}

	/** Begins to keep a folder. */
	async keep(folder: CopyFolder, passphrase: string): Promise<void> {
		this.#leave();
		await this.#remember({ folder, lock: await newCopyLock(passphrase), last: {} });
		this.#mayWrite = true;
		this.#follow();
		await this.write();
	}

	/** Asks the browser again for the folder; after a restart it wants a click. */
	async goOn(): Promise<void> {
		if (!this.#kept) return;
		this.#mayWrite = await mayWriteIn(this.#kept.folder, true);
		if (!this.#mayWrite) return;
		this.#follow();
		await this.write();
	}

	/** Stops keeping the folder. What lies in it stays, and stays in the log until it is ticked off. */
	async forget(): Promise<void> {
		this.#leave();
		this.#kept = null;
		await device.remember(NOTE, null);
	}

	/** Writes the folder now, after whatever is being written. */
	write(): Promise<void> {
		this.#running = this.#running.then(() => this.#write());
		return this.#running;
	}

	/** Everything as one file to save, for browsers that keep no folder; gives its name. */
	async save(passphrase: string): Promise<string> {
		this.#busy = true;
		const teams = this.#openTeams();
		try {
			await loadedAll(teams);
			const lock = await newCopyLock(passphrase);
			const packages: CopyPackage[] = [];
			for (const team of teams) {
				const number = await nextNumber();
				const made = await makePackage(team, lock, number);
				packages.push(made);
				await sayMade(madeOf(team, number, made, { place: 'saved-file', replaces: null }), { quiet: false });
			}
			const name = `${swedishDay(deviceClock.now()).slice(2).replaceAll('-', '')} ${t.copies.packageName}.zip`;
			saveFile(await zipFiles(packages.flatMap(({ files }) => files)), name);
			return name;
		} finally {
			for (const team of teams) team.close();
			this.#busy = false;
		}
	}

	/** Lets go of everything: somebody else works here now. */
	close(): void {
		this.#leave();
		this.#kept = null;
		this.#started = false;
	}

	async #write(): Promise<void> {
		const kept = this.#kept;
		if (!kept || !this.#mayWrite) return;
		this.#busy = true;
		try {
			await loadedAll(this.#teams);
			for (const team of this.#teams) await this.#writeTeam(team, kept);
			this.#failed = false;
		} catch {
			this.#failed = true; // the stick is out, or full: tried again with the next change, and each minute
		} finally {
			this.#busy = false;
		}
	}

	async #writeTeam(team: TeamDays, { folder, lock }: Remembered): Promise<void> {
		const number = await nextNumber();
		const made = await makePackage(team, lock, number);
		await writeFolder(folder, made.files, isPackageFile(fileLabel(team.team.name)));
		const replaces = this.last[team.team.id]?.id ?? null;
		const id = await sayMade(madeOf(team, number, made, { place: 'own-folder', replaces }), { quiet: true });
		const kept = this.#kept;
		if (!kept) return;
		await this.#remember({ ...kept, last: { ...kept.last, [team.team.id]: { id, at: made.madeAt, sum: made.sum } } });
	}

	async #remember(kept: Remembered): Promise<void> {
		this.#kept = kept;
		await device.remember(NOTE, kept);
	}

	#openTeams(): TeamDays[] {
		return (device.session?.teams ?? []).map((team) => new TeamDays(team));
	}

	/** Writes after changes, and looks each minute whether there is a new day or something that failed. */
	#follow(): void {
		this.#stop?.();
		this.#day = swedishDay(deviceClock.now());
		const teams = this.#openTeams();
		this.#teams = teams;
		let first = true;
		const stopEffects = $effect.root(() => {
			$effect(() => {
				const isLoaded = teams.every((team) => [team.facts, team.plans, team.loaded].every(Boolean));
				untrack(() => {
					if (isLoaded && !first) this.#writeSoon();
					if (isLoaded) first = false;
				});
			});
		});
		const minute = setInterval(() => {
			this.#look();
		}, LOOK);
		this.#stop = () => {
			clearInterval(minute);
			stopEffects();
			for (const team of teams) team.close();
		};
		const isOld = Object.values(this.last).some(({ at }) => swedishDay(at) !== this.#day);
		if (isOld) this.#writeSoon();
	}

	#look(): void {
		if (swedishDay(deviceClock.now()) !== this.#day) this.#follow();
		else if (this.#failed) void this.write();
	}

	#writeSoon(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.write(), QUIET);
	}

	#leave(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#stop?.();
		this.#stop = null;
		this.#teams = [];
		this.#mayWrite = false;
		this.#failed = false;
	}
}

function madeOf(
	{ team }: TeamDays,
	number: string,
	{ sum, madeAt }: CopyPackage,
	{ place, replaces }: Pick<CopyMade, 'place' | 'replaces'>
): CopyMade {
	const days = copyDays(madeAt);
	const [from = '', to = ''] = [days[0], days.at(-1)];
	return { team: team.id, number, what: 'package', place, from, to, madeAt, sha256: sum, locked: true, replaces };
}

/** Resolves when everything has been read from the device. */
function loadedAll(teams: readonly TeamDays[]): Promise<void> {
	return new Promise((resolve) => {
		const stop = $effect.root(() => {
			$effect(() => {
				if (!teams.every(({ loaded }) => loaded)) return;
				queueMicrotask(() => {
					stop();
				});
				resolve();
			});
		});
	});
}

/** The folder of whoever is signed in. */
export const ownCopies = new OwnCopies();
