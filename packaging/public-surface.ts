import ts from 'typescript';

/** The exported names of a module and how each is declared, without bodies and comments. */
export function surfaceOf(program: ts.Program, file: string): string {
  const checker = program.getTypeChecker();
  return exportsOf(checker, program, file)
    .map((each) => declarationText(checker, each))
    .sort()
    .join('\n');
}

/** What the doc comments of a module's exports lack: text, `@since`, and for functions and classes `@example`. */
export function undocumented(program: ts.Program, file: string): string[] {
  const checker = program.getTypeChecker();
  return exportsOf(checker, program, file).flatMap((exported) => {
    const symbol = resolved(checker, exported);
    const tags = symbol.getJsDocTags(checker).map(({ name }) => name);
    const callable = (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)) !== 0;
    return [
      ...(symbol.getDocumentationComment(checker).length === 0 ? [`${exported.name}: no text`] : []),
      ...(tags.includes('since') ? [] : [`${exported.name}: no @since`]),
      ...(callable && !tags.includes('example') ? [`${exported.name}: no @example`] : []),
    ];
  });
}

function exportsOf(checker: ts.TypeChecker, program: ts.Program, file: string): ts.Symbol[] {
  const source = program.getSourceFile(file);
  const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (symbol === undefined) throw new Error(`${file} is not a module`);
  return checker.getExportsOfModule(symbol);
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

function declarationText(checker: ts.TypeChecker, exported: ts.Symbol): string {
  const symbol = resolved(checker, exported);
  const [declaration] = symbol.declarations ?? [];
  if (declaration === undefined) return `${exported.name}: unknown`;
  if (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration)) return printed(declaration);
  if (ts.isClassDeclaration(declaration)) return `class ${exported.name} ${membersText(checker, symbol, declaration)}`;
  const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
  return `${exported.name}: ${checker.typeToString(type, declaration, ts.TypeFormatFlags.NoTruncation)}`;
}

function membersText(checker: ts.TypeChecker, symbol: ts.Symbol, at: ts.Declaration): string {
  const properties = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
  return `{ ${properties
    .map((each) => `${each.name}: ${checker.typeToString(checker.getTypeOfSymbolAtLocation(each, at))}`)
    .join('; ')} }`;
}

function printed(declaration: ts.Declaration): string {
  const text = ts
    .createPrinter({ removeComments: true })
    .printNode(ts.EmitHint.Unspecified, declaration, declaration.getSourceFile());
  return text.replace(/\s+/g, ' ');
}
