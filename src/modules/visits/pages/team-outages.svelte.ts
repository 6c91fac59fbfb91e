import {
	type Outage,
	type OutageRefusal,
	SETTINGS_KEY,
	addOutageNote,
	copyGone,
	endOutage,
	handCopy,
	itemsOf,
	markReached,
	nameCoordinator,
	outageDocument,
	readOutageSettings,
	readOutages,
	runningOutage,
	sayCopy,
	sayHeld,
	startOutage,
	tickItem
} from '#modules/visits/domain/outage/index.ts';
import { type FactsMaps, readTeam } from '#modules/visits/domain/index.ts';
import { device } from '#device/device.svelte.ts';
import type { FactsView } from '#device/facts-view.svelte.ts';
import type { WorkspaceView } from '#device/workspace-view.svelte.ts';

const ROOTS = ['team', 'carers', 'recipients', 'shifts'];

type Doc = Parameters<typeof readOutages>[0];
type OwnTeam = { id: string; name: string };
type Tail<List extends unknown[]> = List extends [unknown, unknown, ...infer Rest] ? Rest : never;
type Rest<Act extends (...given: never[]) => unknown> = Tail<Parameters<Act>>;

/** A team's outages and what holds for them, as a page shows them and changes them. */
export class TeamOutages {
	readonly team: OwnTeam;
	readonly #facts: FactsView;
	readonly #document: WorkspaceView<Outage[]>;
	readonly #maps = $derived.by<FactsMaps>(() => this.#facts.documents[0] ?? {});
	readonly facts = $derived.by(() => readTeam(this.#maps));
	readonly settings = $derived.by(() =>
		readOutageSettings(this.#maps['team']?.get(SETTINGS_KEY), this.facts.team.phones)
	);
	readonly #names = $derived.by(() => (this.#maps['team']?.get('members') ?? {}) as Readonly<Record<string, string>>);
	readonly running = $derived.by(() => runningOutage(this.#document.value));

	constructor(team: OwnTeam) {
		this.team = team;
		this.#facts = device.openFacts('team', ROOTS, team.id);
		this.#document = device.openWorkspace(outageDocument(team.id), readOutages);
	}

	/** True once the device's own copies have been read. */
	get loaded(): boolean {
		return this.#facts.loaded && this.#document.loaded;
	}
	/** All outages, newest first. */
	get outages(): readonly Outage[] {
		return this.#document.value;
	}
	/** The names of the team's members, by id. */
	get members(): Readonly<Record<string, string>> {
		return this.#names;
	}

	/** The name of a member; empty when nobody knows. */
	nameOf(member: string): string {
		if (member === device.session?.member) return device.session.name;
		return this.#names[member] ?? '';
	}

	start(why: string): OutageRefusal | null {
		return this.#act((doc) => startOutage(doc, device.editor, why, itemsOf(this.settings)));
	}
	end(...given: Rest<typeof endOutage>): OutageRefusal | null {
		return this.#act((doc) => endOutage(doc, device.editor, ...given));
	}
	note(...given: Rest<typeof addOutageNote>): OutageRefusal | null {
		return this.#act((doc) => addOutageNote(doc, device.editor, ...given));
	}
	name(...given: Rest<typeof nameCoordinator>): OutageRefusal | null {
		return this.#act((doc) => nameCoordinator(doc, device.editor, ...given));
	}
	tick(...given: Rest<typeof tickItem>): OutageRefusal | null {
		return this.#act((doc) => tickItem(doc, device.editor, ...given));
	}
	reached(...given: Rest<typeof markReached>): OutageRefusal | null {
		return this.#act((doc) => markReached(doc, device.editor, ...given));
	}
	sayCopy(...given: Rest<typeof sayCopy>): OutageRefusal | null {
		return this.#act((doc) => sayCopy(doc, device.editor, ...given));
	}
	hand(...given: Rest<typeof handCopy>): OutageRefusal | null {
		return this.#act((doc) => handCopy(doc, device.editor, ...given));
	}
	gone(...given: Rest<typeof copyGone>): OutageRefusal | null {
		return this.#act((doc) => copyGone(doc, device.editor, ...given));
	}
	sayHeld(...given: Rest<typeof sayHeld>): OutageRefusal | null {
		return this.#act((doc) => sayHeld(doc, device.editor, ...given));
	}

	/** Lets go of the documents. */
	close(): void {
		this.#facts.close();
		this.#document.close();
	}

	#act(act: (doc: Doc) => { ok: true } | { ok: false; code: OutageRefusal }): OutageRefusal | null {
		const done = this.#document.edit(act);
		return done.ok ? null : done.code;
	}
}
