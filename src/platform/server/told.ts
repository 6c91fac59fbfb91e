/** What a module adds to what a device is told of its member; modules declare their fields by merging. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface ToldOfMember {}
