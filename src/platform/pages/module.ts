import { getContext, setContext } from 'svelte';
import type { Component } from 'svelte';
import type { SessionInfo } from '#core/answers';
import type { IconComponent } from '#ui/icon.ts';

/** A place that the navigation leads to. */
export interface Destination {
	href: string;
	text: string;
	icon: IconComponent;
	count?: number;
}

/** A row of the settings: where it leads, and (as text) its name and what is done there. */
export interface SettingsRow {
	href: string;
	icon: IconComponent;
	text: readonly string[];
}

/** What a module's settings page says: an introduction, if any, and its rows. */
export interface SettingsPart {
	intro: string | null;
	rows: readonly SettingsRow[];
}

/** What a command is called, and why it was refused, in a sentence for each of its codes. */
export interface CommandWords {
	name: string;
	refused: Readonly<Record<string, string>>;
}

/** The words for every command of a module, by kind: a missing sentence is a type error in the module. */
export type WordsFor<Commands extends Readonly<Record<string, readonly string[]>>> = {
	readonly [Kind in keyof Commands]: {
		readonly name: string;
		readonly refused: Readonly<Record<Commands[Kind][number], string>>;
	};
};

/** A component that is loaded when it is shown. */
export type LoadComponent = () => Promise<{ default: Component }>;

/**
 * What a module hands to the pages. Light, since every page loads it: components, texts of pages and background work
 * are loaded when they are needed.
 */
export interface PagesModule {
	/** The name of its folder. */
	id: string;
	/** Where somebody begins whose work is in this module; null for others. */
	homeOf(session: SessionInfo): string | null;
	/** Rows of the navigation at a desk. */
	atDesk(session: SessionInfo): readonly Destination[];
	/** Its places in the bar at the foot of a phone: one, or none. */
	onPhone(session: SessionInfo): readonly Destination[];
	/** What has no place in a phone's bar. */
	underMore(session: SessionInfo): readonly Destination[];
	/** Whether an address is the module's and not for this person, who is led home. */
	isClosedTo(session: SessionInfo, path: string): boolean;
	/** Its part of the settings; null for who has none to see to. */
	settings(session: SessionInfo): Promise<SettingsPart | null>;
	/** Addresses under the settings that others than administrators may open. */
	settingsFor(session: SessionInfo): readonly string[];
	/** What is told on top of every page, the same function at every call; null for whom it does not concern. */
	banner(session: SessionInfo): LoadComponent | null;
	/** What it shows beside the diagnosis under Driftläge; null when that does not concern who asks. */
	besideDiagnosis(session: SessionInfo | null): LoadComponent | null;
	/** Addresses that open without anybody signed in. */
	openToAll: readonly string[];
	/** Work that goes on for as long as somebody is signed in; each part gives the way to end it. */
	inBackground(session: SessionInfo): readonly (() => Promise<() => void>)[];
	/** The words for its commands, by kind, in the language in use. */
	commandWords(): Promise<Readonly<Record<string, CommandWords>>>;
}

const KEY = Symbol('modules');

/** Tells the pages below which modules the application has. */
export function provideModules(modules: readonly PagesModule[]): void {
	setContext(KEY, modules);
}

/** The modules of the application, for the platform's own pages. */
export function useModules(): readonly PagesModule[] {
	return getContext<readonly PagesModule[]>(KEY);
}
