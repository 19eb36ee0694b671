using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>The rules that attributes of System.ComponentModel.DataAnnotations set for the values of a member or parameter.</summary>
/// <param name="Range">The legal numbers, or null for any.</param>
/// <param name="IsOfInts">Whether values are compared as whole numbers.</param>
/// <param name="Allowed">The only legal values; empty for any.</param>
/// <param name="IsConfig">Whether it belongs to the config of a loss, whose rules are always enforced.</param>
internal sealed record DeclaredRules(ValueRange? Range, bool IsOfInts, ImmutableArray<object> Allowed, bool IsConfig)
{
    /// <summary>Reads rules, each once in a compilation.</summary>
    internal sealed class Reader(Compilation compilation)
    {
        private readonly ConcurrentDictionary<ISymbol, DeclaredRules?> _rules = new(SymbolEqualityComparer.Default);
        private readonly INamedTypeSymbol? _range = Annotation(compilation, "RangeAttribute");
        private readonly INamedTypeSymbol? _allowed = Annotation(compilation, "AllowedValuesAttribute");
        private readonly INamedTypeSymbol? _config = compilation.GetTypeByMetadataName("LossDsl.LossConfigAttribute");

        /// <summary>Whether there can be any rules.</summary>
        public bool IsUseful => _range is not null || _allowed is not null;

        /// <summary>The rules of a property, field or parameter; null where it has none.</summary>
        public DeclaredRules? Of(ISymbol symbol) => _rules.GetOrAdd(symbol.OriginalDefinition, Read);

        private static INamedTypeSymbol? Annotation(Compilation compilation, string name) =>
            compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations." + name);

        private DeclaredRules? Read(ISymbol symbol)
        {
            var range = symbol.Attribute(_range);
            var allowed = symbol.Attribute(_allowed);
            var rules = new DeclaredRules(
                range is null ? null : DeclaredRange.Read(range),
                range is not null && DeclaredRange.IsOfInts(range),
                allowed is null ? [] : Values(allowed),
                symbol.ContainingType?.Has(_config) is true);
            if (rules is { Range: null, Allowed.IsEmpty: true })
                return symbol is IParameterSymbol parameter && Twin(parameter) is { } property ? Read(property) : null;
            return rules;
        }

        // The parameter of a positional record stands for its property.
        private static IPropertySymbol? Twin(IParameterSymbol parameter) =>
            parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { IsRecord: true } record }
                ? record.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault()
                : null;

        private static ImmutableArray<object> Values(AttributeData attribute) =>
            attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } list]
                ? [.. list.Values.Where(value => value is { IsNull: false, Kind: not TypedConstantKind.Array }).Select(Constants.Of)]
                : [];
    }
}
