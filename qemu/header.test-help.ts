/** A vmstate.h with what a build asks for, as 10.2 has it; `changes` replaces texts in it. */
export function vmstateHeader(changes: Readonly<Record<string, string>> = {}): string {
  let text = `enum VMStateFlags {
    VMS_ONE = 0x001,
    VMS_END = 0x002,
};
struct VMStateField {
    const char *name;
    const char *err_hint;
    size_t offset;
    size_t size;
    size_t start;
    int num;
    size_t num_offset;
    size_t size_offset;
    const VMStateInfo *info;
    enum VMStateFlags flags;
    const VMStateDescription *vmsd;
    int version_id;
    int struct_version_id;
    bool (*field_exists)(void *opaque, int version_id);
};
struct VMStateDescription {
    const char *name;
    int version_id;
    int minimum_version_id;
    int (*pre_load)(void *opaque);
    bool (*pre_load_errp)(void *opaque, Error **errp);
    int (*post_load)(void *opaque, int version_id);
    bool (*post_load_errp)(void *opaque, int version_id, Error **errp);
    int (*pre_save)(void *opaque);
    bool (*pre_save_errp)(void *opaque, Error **errp);
    int (*post_save)(void *opaque);
    bool (*needed)(void *opaque);
    const VMStateField *fields;
    const VMStateDescription * const *subsections;
};
int vmstate_load_state(QEMUFile *f, void *opaque, int version_id, Error **errp);
int vmstate_save_state(QEMUFile *f, void *opaque, JSONWriter *vmdesc, Error **errp);
`;
  for (const [from, to] of Object.entries(changes)) text = text.replace(from, to);
  return text;
}
