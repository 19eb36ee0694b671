using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>The configs of a compilation: its own and those of referenced assemblies.</summary>
internal sealed class ConfigCatalog(Compilation compilation, DeclarationCache declarations)
{
    /// <summary>The declaration of a config; null if it is invalid, since that is reported first.</summary>
    public ConfigDeclarationResult? Read(INamedTypeSymbol type) => declarations.GetConfig(type) is { IsValid: true } reading ? reading : null;

    /// <summary>
    /// The config with a name, whose namespaces may be left out; null and the problem if there is not exactly one.
    /// </summary>
    public INamedTypeSymbol? Find(string name, out string problem)
    {
        problem = "the LossDslConfig item of this file names no type; set Type=\"the name of a config\"";
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
