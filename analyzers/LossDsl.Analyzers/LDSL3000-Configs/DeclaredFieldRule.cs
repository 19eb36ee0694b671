using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>A rule between two settings of a config, as attributes declare it.</summary>
/// <param name="Owner">The setting that carries it.</param>
/// <param name="Other">The other setting.</param>
/// <param name="Rule">The rule, with a value of the other one's type.</param>
internal sealed record DeclaredFieldRule(IPropertySymbol Owner, IPropertySymbol Other, FieldRule Rule)
{
    /// <summary>The well-formed rules of a config; what is malformed is reported where it is declared.</summary>
    public static IEnumerable<DeclaredFieldRule> GetRules(INamedTypeSymbol config, KnownSymbols symbols) =>
        DeclarationCache.GetOrCreate(symbols.Compilation)?.GetConfig(config)?.Settings.SelectMany(setting =>
            setting.Field.Rules.Select((rule, i) => new DeclaredFieldRule(setting.Property, setting.OtherSettings[i], rule))) ?? [];
}
