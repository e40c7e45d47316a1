/** Structs nest at most this deep; real devices stop at 5. */
export const MAX_DEPTH = 5;

/** Fields of one model, all structs together. */
export const MAX_FIELDS = 70;
