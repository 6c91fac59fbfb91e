import { newId } from '#core/id';
import { swedishDay } from '#swedish/dates';
import {
	KEEP_SHEET_PICTURE,
	type SheetCode,
	type SheetPicturePayload,
	destroyDay
} from '#modules/visits/domain/copies/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import { isRefused } from '#device/storage.ts';
import { shrinkPicture } from '#device/pictures/shrink.ts';

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

/** Whether the server has a picture, so that planners see it; null when that is no longer news. */
export type PictureState = 'waiting' | 'arrived' | 'refused' | null;

/**
 * The pictures that what was read from paper rests on. They are handed in for the team's planners; the device's own copy
 * goes with its day's copies.
 */
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
	async keep(file: Blob, { day, copy, page, pages }: SheetCode, lines: readonly string[]): Promise<KeptPicture> {
		const { blob, sha256 } = await shrinkPicture(file);
		const kept = { id: newId(), team: this.#team, day, copy, page, pages, keptAt: deviceClock.now() };
		await device.remember(picture(kept.id), blob);
		this.#all = [kept, ...this.#all];
		await device.remember(LIST, this.#all);
		const row = { id: newId(), about: kept.id, name: 'papper.jpg', blob, sha256 };
		const payload: SheetPicturePayload = {
			team: this.#team,
			day,
			copy,
			page,
			pages,
			lines: [...lines],
			upload: row.id,
			sha256
		};
		await device.act(KEEP_SHEET_PICTURE, kept.id, payload, { blob: row });
		return kept;
	}

	/** How far a picture has come; reactive. */
	stateOf({ id }: KeptPicture): PictureState {
		const row = device.commands.find(({ command }) => command.kind === KEEP_SHEET_PICTURE && command.about === id);
		if (!row) return null; // answered long ago, or from before pictures were handed in
		if (isRefused(row)) return 'refused';
		return row.state === 'waiting' ? 'waiting' : 'arrived';
	}

	/** The person has seen that the server did not take a picture: it stays here alone. */
	async dismiss({ id }: KeptPicture): Promise<void> {
		const row = device.commands.find(({ command }) => command.kind === KEEP_SHEET_PICTURE && command.about === id);
		if (row) await device.dismiss(row.id);
	}

	/** The picture itself; null when it is gone. */
	async open({ id }: KeptPicture): Promise<Blob | null> {
		return (await device.recall<Blob | null>(picture(id))) ?? null;
	}

	async #open(): Promise<void> {
		const all = (await device.recall<readonly KeptPicture[]>(LIST)) ?? [];
		const today = swedishDay(deviceClock.now());
		const old = all.filter(({ day }) => destroyDay(day) <= today);
		this.#all = all.filter((kept) => !old.includes(kept));
		if (old.length === 0) return;
		for (const { id } of old) await device.remember(picture(id), null);
		await device.remember(LIST, this.#all);
	}
}
