/** A JSON object from outside; its members are still to be checked. */
export type JsonObject = Readonly<Record<string, unknown>>;
