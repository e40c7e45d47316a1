/** Maximum nesting of structs; that of real devices is 5. */
export const MAX_DEPTH = 5;

/** Maximum number of fields of a model, all structs together. */
export const MAX_FIELDS = 70;
