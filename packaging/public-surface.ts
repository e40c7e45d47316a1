import ts from 'typescript';

/** The exported names of a module and how each is declared, without bodies and comments. */
export function surfaceOf(program: ts.Program, file: string): string {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (symbol === undefined) throw new Error(`${file} is no module`);
  return checker
    .getExportsOfModule(symbol)
    .map((each) => declarationText(checker, each))
    .sort()
    .join('\n');
}

function declarationText(checker: ts.TypeChecker, exported: ts.Symbol): string {
  const symbol = (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : checker.getAliasedSymbol(exported);
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
