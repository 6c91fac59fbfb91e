import type { SheetPicture } from '#modules/visits/domain/copies/index.ts';
import { device } from '#device/device.svelte.ts';
import { request } from '#device/api.ts';

/** The pictures of a day's papers that the server has, for planners; without the server none are shown. */
export class DayPictures {
	readonly #team: string;
	#day = '';
	#all: readonly SheetPicture[] = $state.raw([]);
	readonly #byLine = $derived(
		new Map(this.#all.flatMap((picture) => picture.lines.map((line) => [line, picture] as const)))
	);

	constructor(team: string) {
		this.#team = team;
	}

	get all(): readonly SheetPicture[] {
		return this.#all;
	}
	/** The picture that a line of a sheet was read from; null when there is none here. */
	of(line: string | null): SheetPicture | null {
		return line === null ? null : (this.#byLine.get(line) ?? null);
	}

	/** Asks for a day's pictures. Who may not see them is not shown that there are any. */
	async ask(day: string): Promise<void> {
		if (this.#day !== day) this.#all = [];
		this.#day = day;
		if (!device.session?.roles.includes('planner')) return;
		const asked = `/api/sheet-pictures?team=${this.#team}&day=${day}`;
		const answer = await request<{ pictures: SheetPicture[] }>(asked);
		if (answer.ok && this.#day === day) this.#all = answer.value.pictures;
	}
}

/** Where a picture is read from. */
export function addressOf({ file }: SheetPicture): string {
	return `/files/${file}`;
}
