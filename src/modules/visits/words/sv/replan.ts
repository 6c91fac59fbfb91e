const besök = (count: number) => `${count} besök`;
const ändringar = (count: number) => (count === 1 ? '1 ändring' : `${count} ändringar`);
const tid = (minutes: number) => {
	const hours = Math.floor(minutes / 60);
	return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
};
type Figures = Readonly<Record<string, number>>;
const of = (figures: Figures, name: string) => figures[name] ?? 0;

/** Svenska texter för förslag till ny plan. */
export const replanTexts = {
	replan: {
		open: 'Föreslå ny plan',
		title: 'Föreslå ny plan',
		back: 'Tillbaka till dagens plan',
		basis: 'Utgå från',
		awayNow: 'Borta',
		nobodyAway: 'Ingen är markerad som borta.',
		alsoAway: 'Räkna också dessa som borta',
		alsoAwayHelp: 'Till exempel när ett telefonområde ligger nere. Inget ändras i frånvaron.',
		wide: 'Flytta också andras besök nära i tid',
		wideHelp: 'Ger fler möjligheter, men berör fler brukare. Påbörjade och låsta besök ligger alltid kvar.',
		working: 'Räknar fram ett förslag …',
		failed: 'Det gick inte att räkna fram ett förslag.',
		again: 'Räkna om',
		stale: 'Planen har ändrats sedan förslaget gjordes. Räkna om det innan du använder det.',
		nothingNeeded: 'Alla besök har den medarbetare de behöver. Det finns inget att föreslå.',
		summary: (helped: number, needed: number) => `${helped} av ${besök(needed)} får medarbetare`,
		left: (count: number) => `${count} står kvar utan`,
		newFaces: (count: number) => (count === 1 ? '1 nytt möte' : `${count} nya möten`),
		newFacesHelp: 'Medarbetare som brukaren inte har träffat på 14 dagar',
		movedStarts: (count: number) => (count === 1 ? '1 flyttad tid' : `${count} flyttade tider`),
		moreTravel: (minutes: number) => (minutes < 0 ? `${-minutes} min mindre resa` : `${minutes} min mer resa`),
		sameTravel: 'lika mycket resa',
		madeRoom: (count: number) => (count === 1 ? '1 annat besök flyttas' : `${count} andra besök flyttas`),
		changes: (count: number) => `Förslag · ${ändringar(count)}`,
		choose: (who: string, time: string) => `Använd ändringen för ${who} ${time}`,
		toMakeRoom: 'flyttas för att ge plats',
		from: 'från',
		to: 'till',
		nobody: 'ingen',
		later: (minutes: number) => `${tid(minutes)} senare`,
		earlier: (minutes: number) => `${tid(minutes)} tidigare`,
		faces: {
			new: (who: string, number: number) => `ny för ${who}: blir medarbetare nr ${number} på 14 dagar`,
			known: (who: string, number: number) =>
				number === 1 ? `${who} möter bara den här medarbetaren` : `känner ${who}: en av ${number} på 14 dagar`
		},
		has: (what: string) => `har ${what}`,
		travel: (minutes: number) => (minutes < 0 ? `${-minutes} min kortare resa` : `${minutes} min längre resa`),
		noTravel: 'ingen längre resa',
		slack: (minutes: number) => `${minutes} min till godo`,
		why: 'Varför inte någon annan?',
		whyLabel: (who: string, time: string) => `Varför inte någon annan? ${who} ${time}`,
		whyLeft: 'Varför inte?',
		whyLeftLabel: (who: string, time: string) => `Varför får ingen besöket? ${who} ${time}`,
		whyTitle: (who: string, time: string) => `Varför inte? ${who} ${time}`,
		whyIntro: (time: string) =>
			`Så här blir det om besöket ges till någon annan ${time}, när de andra förslagen används.`,
		whyNot: (name: string) => `Varför inte ${name}?`,
		possible: 'Det går också',
		impossible: 'Det går inte',
		offDuty: (names: string) => `Arbetar inte den dagen: ${names}`,
		leftTitle: (count: number) => `Utan medarbetare · ${besök(count)}`,
		leftWhy: {
			'nobody-can': 'Ingen kan ta besöket utan att en regel bryts.',
			pinned: 'Besöket är låst. Lås upp det om det får flyttas.',
			begun: 'Besöket är påbörjat eller registrerat.',
			'to-decide': 'Två har ändrat besöket var för sig. Avgör det först.',
			past: 'Tiden för besöket har passerat.'
		},
		use: (count: number) => `Använd ${ändringar(count)}`,
		used: (count: number) => `${ändringar(count)} är införda.`,
		note: 'Inget ändras förrän du väljer att använda förslaget. Allt kan ångras på en gång.',
		notTogether: 'Så går det inte att använda. Utan det du har valt bort:',
		reason: 'Förslag till ny plan',
		broken: {
			overlap: (n: Figures) => `upptagen: ${tid(of(n, 'minutes'))} krockar`,
			'travel-short': (n: Figures) => `hinner inte: vägen tar ${of(n, 'needed')} min, det finns ${of(n, 'between')}`,
			'off-duty': () => 'arbetar inte den dagen',
			'outside-hours': (n: Figures) => `${tid(of(n, 'minutes'))} utanför arbetstiden`,
			'lunch-missed': (n: Figures) => `lunchen ryms inte: ${of(n, 'longest')} min av ${of(n, 'needed')}`,
			'missing-need': (_n: Figures, need: string) => `saknar ${need}`,
			'expired-delegation': (_n: Figures, need: string) => `delegeringen för ${need} har gått ut`,
			absent: () => 'är borta',
			'unknown-carer': () => 'finns inte i laget',
			'same-carer-twice': () => 'är redan den andra av två',
			'outside-window': (n: Figures) => `${of(n, 'early') + of(n, 'late')} min utanför brukarens tidsfönster`,
			'sequence-broken': (n: Figures) =>
				`${of(n, 'between')} min efter det första besöket, ska vara ${of(n, 'least')}–${of(n, 'most')}`,
			R1: (n: Figures) => `${tid(of(n, 'minutes'))} dygnsvila, kräver ${tid(of(n, 'required'))}`,
			R2: (n: Figures) => `${tid(of(n, 'minutes'))} vila mellan pass, kräver ${tid(of(n, 'required'))}`,
			R3: (n: Figures) => `passet blir ${tid(of(n, 'minutes'))}, högst ${tid(of(n, 'required'))}`,
			R6: (n: Figures) => `${tid(of(n, 'minutes'))} veckovila, kräver ${tid(of(n, 'required'))}`,
			R14: (n: Figures) => `${tid(of(n, 'minutes'))} utan rast, högst ${tid(of(n, 'required'))}`
		}
	}
};
