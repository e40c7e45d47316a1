import { describe, expect, it } from 'vitest';
import { splitPatch } from './patch-split.ts';

const mail = `From: Somebody
Subject: [PATCH] two files
---
 migration/vmstate.c | 3 +--
 docs/new.rst        | 1 +

diff --git a/migration/vmstate.c b/migration/vmstate.c
index 1..2 100644
--- a/migration/vmstate.c
+++ b/migration/vmstate.c
@@ -1,3 +1,2 @@ static int one(void)
 a
--- looks like a header
+++ looks like one too
-b
@@ -10 +9 @@
-c
+d
\\ No newline at end of file
diff --git a/docs/new.rst b/docs/new.rst
new file mode 100644
--- /dev/null
+++ b/docs/new.rst
@@ -0,0 +1 @@
+text
-- 
2.50.1
`;

describe('splitPatch', () => {
  const files = splitPatch(mail);

  it('finds the files behind a mail header, new ones included', () => {
    expect(files.map((file) => file.path)).toEqual(['migration/vmstate.c', 'docs/new.rst']);
  });

  it('counts the lines of a hunk, so that its content is never taken for a header', () => {
    expect(files[0]?.hunks).toEqual([
      '@@ -1,3 +1,2 @@ static int one(void)\n a\n--- looks like a header\n+++ looks like one too\n-b\n',
      '@@ -10 +9 @@\n-c\n+d\n\\ No newline at end of file\n',
    ]);
  });

  it('does not take the signature of the mail for a removed line', () => {
    expect(files[1]?.hunks).toEqual(['@@ -0,0 +1 @@\n+text\n']);
  });

  it('names a removed file by its old name', () => {
    const [file] = splitPatch('--- a/util/error.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n');
    expect(file?.path).toBe('util/error.c');
  });

  it('finds nothing in a text that is no patch', () => {
    expect(splitPatch('hello\n--- \n@@ not a hunk\n')).toEqual([]);
  });

  it('stands a hunk that is cut off', () => {
    expect(splitPatch('--- a/x.c\n+++ b/x.c\n@@ -1,9 +1,9 @@\n a\n')).toHaveLength(1);
  });
});
