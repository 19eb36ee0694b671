using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>The configs that a compilation knows: its own and those of the libraries that it references.</summary>
internal sealed class ConfigCatalog(Compilation compilation, DeclarationCache declarations)
{
    /// <summary>The config as data; null where its declaration is wrong, as that is what needs fixing first.</summary>
    public ConfigDeclarationResult? Read(INamedTypeSymbol type) => declarations.GetConfig(type) is { IsValid: true } reading ? reading : null;

    /// <summary>The config of a name, which may leave out namespaces; null and the reason where there is not exactly one.</summary>
    public INamedTypeSymbol? Find(string name, out string problem)
    {
        problem = "the item LossDslConfig of this file names no type; it needs Type=\"the name of a config\"";
        if (name.Length == 0)
            return null;

        var full = "." + name.Replace('+', '.');
        var found = Records(full.Substring(full.LastIndexOf('.') + 1))
            .Where(type => ("." + type.ToDisplayString()).EndsWith(full, StringComparison.Ordinal) && type.HasAttribute(declarations.KnownSymbols.LossConfigAttribute))
            .ToList();
        if (found.Count > 1)
        {
            problem = $"'{name}' is the name of {found.Count} configs: {string.Join(", ", found.Select(type => type.ToDisplayString()))}; name one in full";
            return null;
        }

        if (found.Count == 0)
        {
            var known = Records(name: null).Where(type => type.HasAttribute(declarations.KnownSymbols.LossConfigAttribute)).Select(type => type.Name);
            var wayOut = NearestName.Find(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";
            problem = $"'{name}' is not a type that is marked [LossConfig]{wayOut}";
        }

        return found.FirstOrDefault();
    }

    private IEnumerable<INamedTypeSymbol> Records(string? name)
    {
        var home = declarations.KnownSymbols.LossConfigAttribute!.ContainingAssembly;
        var libraries = compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly => assembly.Is(home)
            || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == home.Name)));
        return libraries.Prepend(compilation.Assembly).Distinct<IAssemblySymbol>(SymbolEqualityComparer.Default)
            .Where(assembly => name is null || assembly.TypeNames.Contains(name))
            .SelectMany(assembly => In(assembly.GlobalNamespace))
            .Where(type => type is { IsRecord: true, Arity: 0 } && (name is null || type.Name == name));
    }

    private static IEnumerable<INamedTypeSymbol> In(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamedTypeSymbol type => In(type).Prepend(type),
        INamespaceSymbol space => In(space),
        _ => [],
    });
}
