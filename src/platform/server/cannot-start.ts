/** Something about the installation that people have to put right before it starts; its message is one line for them. */
export class CannotStart extends Error {}
