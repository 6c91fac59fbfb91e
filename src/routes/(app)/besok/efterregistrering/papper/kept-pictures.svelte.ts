import { newId } from '#core/id';
import { swedishDay } from '#core/swedish/dates';
import { type SheetCode, destroyDay } from '#domain/visits/copies';
import { device } from '#offline/device.svelte.ts';
import { shrinkPicture } from '#offline/pictures/shrink.ts';

const LIST = 'paper pictures';
const picture = (id: string) => `paper picture ${id}`;

/** A picture of a sheet that was registered from. */
export interface KeptPicture {
	id: string;
	team: string;
	day: string;
	copy: string;
	page: number;
	pages: number;
	keptAt: number;
}

/** The pictures that what was read from paper rests on. They lie on this device alone, and go with their day's copies. */
export class KeptPictures {
	readonly #team: string;
	#all = $state.raw<readonly KeptPicture[]>([]);

	constructor(team: string) {
		this.#team = team;
		void this.#open();
	}

	/** Those of this team, latest first. */
	get all(): readonly KeptPicture[] {
		return this.#all.filter(({ team }) => team === this.#team);
	}

	/** Keeps a picture: upright, smaller, and without what the camera wrote into it. */
	async keep(file: Blob, { day, copy, page, pages }: SheetCode): Promise<KeptPicture> {
		const { blob } = await shrinkPicture(file);
		const kept = { id: newId(), team: this.#team, day, copy, page, pages, keptAt: Date.now() };
		await device.remember(picture(kept.id), blob);
		this.#all = [kept, ...this.#all];
		await device.remember(LIST, this.#all);
		return kept;
	}

	/** The picture itself; null when it is gone. */
	async open({ id }: KeptPicture): Promise<Blob | null> {
		return (await device.recall<Blob | null>(picture(id))) ?? null;
	}

	async #open(): Promise<void> {
		const all = (await device.recall<readonly KeptPicture[]>(LIST)) ?? [];
		const today = swedishDay(Date.now());
		const old = all.filter(({ day }) => destroyDay(day) <= today);
		this.#all = all.filter((kept) => !old.includes(kept));
		if (old.length === 0) return;
		for (const { id } of old) await device.remember(picture(id), null);
		await device.remember(LIST, this.#all);
	}
}
