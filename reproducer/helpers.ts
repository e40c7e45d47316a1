import type { Dialect } from '../vmstate/dialect.ts';
import { callbacksText } from './callbacks.ts';
import type { CStruct } from './tree.ts';

/** The callbacks of all descriptions, behind the function with which they tell that they were called; none: nothing. */
export function allCallbacks(all: readonly CStruct[], dialect: Dialect): string[] {
  const texts = all.flatMap((struct) => callbacksText(struct, dialect));
  return texts.length === 0 ? [] : [CALLED, ...texts];
}

const CALLED = `/* The calls into the device, one a line. */
static GString *calls;

static void G_GNUC_PRINTF(1, 2) called(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_string_append_vprintf(calls, format, arguments);
    va_end(arguments);
    g_string_append_c(calls, '\\n');
}`;

/** What trees are made with. */
export const IN_ORDER = `/* Keys are not compared: nodes stay in the order in which they are added. */
static gint in_order(gconstpointer a, gconstpointer b)
{
    return 1;
}`;

/** What a check walks over trees with. */
export const COLLECT = `static gboolean collect(gpointer key, gpointer value, gpointer nodes)
{
    g_ptr_array_add(nodes, key);
    g_ptr_array_add(nodes, value);
    return FALSE;
}`;
