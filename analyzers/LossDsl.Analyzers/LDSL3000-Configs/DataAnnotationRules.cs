using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>The constraints that attributes of System.ComponentModel.DataAnnotations put on a member or parameter.</summary>
/// <param name="Range">The legal range of numbers; null for any number.</param>
/// <param name="IsIntRange">Whether values are converted to int before they are compared with the range.</param>
/// <param name="Allowed">The legal values; empty for any value.</param>
/// <param name="Denied">Illegal values.</param>
/// <param name="Text">The constraints on strings; null for none.</param>
/// <param name="IsConfig">Whether the member is a setting of a config, whose range and allowed values the library enforces.</param>
internal sealed record DataAnnotationRules(
    ValueRange? Range,
    bool IsIntRange,
    ImmutableArray<object> Allowed,
    ImmutableArray<object> Denied,
    StringRules? Text,
    bool IsConfig)
{
    /// <summary>Reads constraints, each once per compilation.</summary>
    internal sealed class Reader(Compilation compilation)
    {
        private readonly ConcurrentDictionary<ISymbol, DataAnnotationRules?> _rules = new(SymbolEqualityComparer.Default);
        private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _isBase = new(SymbolEqualityComparer.Default);
        private readonly ConcurrentDictionary<IAssemblySymbol, bool> _knows = new(SymbolEqualityComparer.Default);
        private readonly INamedTypeSymbol? _range = Annotation(compilation, "RangeAttribute");
        private readonly INamedTypeSymbol? _allowed = Annotation(compilation, "AllowedValuesAttribute");
        private readonly INamedTypeSymbol? _denied = Annotation(compilation, "DeniedValuesAttribute");
        private readonly INamedTypeSymbol? _config = compilation.GetTypeByMetadataName("LossDsl.LossConfigAttribute");

        /// <summary>Whether the compilation references DataAnnotations.</summary>
        public bool HasAnnotations => _range is not null;

        /// <summary>The constraints of a property, field or parameter; null if there are none.</summary>
        /// <param name="symbol">The property, field or parameter.</param>
        /// <param name="owner">The type of the object whose property it is: a config includes the settings of its base
        /// records.</param>
        public DataAnnotationRules? GetRules(ISymbol symbol, ITypeSymbol? owner = null)
        {
            if (symbol.ContainingAssembly is not { } assembly || !KnowsAnnotations(assembly))
                return null;
            var declared = symbol.OriginalDefinition;
            if (!_rules.TryGetValue(declared, out var rules))
                _rules[declared] = rules = Read(declared);
            return rules is { IsConfig: false } && symbol is IPropertySymbol && IsConfig(owner, symbol.ContainingType)
                ? Completed(rules with { IsConfig = true }, symbol)
                : rules;
        }

        // The declaring record itself is a config, or a config derives from it while the object is not visible, as in its own
        // initializers.
        private bool IsConfig(ITypeSymbol? owner, INamedTypeSymbol? declaring) =>
            owner?.HasAttribute(_config) is true
            || (declaring is { IsRecord: true, IsAbstract: true } && (owner is null || owner.Is(declaring)) && _isBase.GetOrAdd(declaring, IsBaseOfConfig));

        private bool IsBaseOfConfig(INamedTypeSymbol declaring) => Types(compilation.Assembly.GlobalNamespace)
            .Any(type => type.HasAttribute(_config) && Bases(type).Any(parent => parent.OriginalDefinition.Is(declaring)));

        private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
        {
            for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
                yield return parent;
        }

        private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
        {
            INamedTypeSymbol type => Types(type).Prepend(type),
            INamespaceSymbol space => Types(space),
            _ => [],
        });

        // Without [AllowedValues], a setting of an enum type allows the declared members.
        private static DataAnnotationRules Completed(DataAnnotationRules rules, ISymbol symbol) => rules is { IsConfig: true, Allowed.IsEmpty: true }
            && symbol is IPropertySymbol { Type: var type } && type.UnwrapNullable() is { TypeKind: TypeKind.Enum } named
                ? rules with { Allowed = Members(named) }
                : rules;

        private static ImmutableArray<object> Members(ITypeSymbol type) =>
        [
            .. type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue)
                .Select(member => (object)EnumMember.FromValue(type, member.ConstantValue!)),
        ];

        private static INamedTypeSymbol? Annotation(Compilation compilation, string name) =>
            compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations." + name);

        // Most assigned members belong to assemblies that do not reference DataAnnotations.
        private bool KnowsAnnotations(IAssemblySymbol assembly)
        {
            if (assembly.Is(compilation.Assembly))
                return true;
            if (_knows.TryGetValue(assembly, out var known))
                return known;
            return _knows[assembly] =
                assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == _range!.ContainingAssembly.Name));
        }

        private DataAnnotationRules? Read(ISymbol symbol)
        {
            var attributes = symbol.GetAttributes();
            if (attributes.IsEmpty && !IsEnumSetting(symbol))
                return OfTwin(symbol);

            var range = symbol.GetAttribute(_range);
            var rules = new DataAnnotationRules(
                range is null ? null : Enforceable(range, symbol),
                range is not null && RangeReader.IsIntRange(range),
                Values(symbol.GetAttribute(_allowed)),
                Values(symbol.GetAttribute(_denied)),
                StringRules.Read(attributes),
                symbol.ContainingType?.HasAttribute(_config) is true);
            rules = Completed(rules, symbol);
            return rules is { Range: null, Allowed.IsEmpty: true, Denied.IsEmpty: true, Text: null } && !IsEnumSetting(symbol) ? OfTwin(symbol) : rules;
        }

        private static bool IsEnumSetting(ISymbol symbol) =>
            symbol is IPropertySymbol { ContainingType.IsRecord: true, Type: var type } && type.UnwrapNullable().TypeKind == TypeKind.Enum;

        // An empty range is reported at its declaration, not at every value.
        private static ValueRange? Enforceable(AttributeData attribute, ISymbol symbol) =>
            RangeReader.Read(attribute) is { } range && !RangeReader.IsEmpty(range, TypeOf(symbol)?.UnwrapNullable().IsIntegral() is true) ? range : null;

        private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
        {
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            IParameterSymbol parameter => parameter.Type,
            _ => null,
        };

        private DataAnnotationRules? OfTwin(ISymbol symbol) => symbol is IParameterSymbol parameter && Twin(parameter) is { } property ? Read(property) : null;

        // The property that belongs to a parameter of a positional record.
        private static IPropertySymbol? Twin(IParameterSymbol parameter) =>
            parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { IsRecord: true } record }
                ? record.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault()
                : null;

        private static ImmutableArray<object> Values(AttributeData? attribute) =>
            attribute?.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } list]
                ? [.. list.Values.Where(value => value is { IsNull: false, Kind: not TypedConstantKind.Array }).Select(Constants.FromAttribute)]
                : [];
    }
}
