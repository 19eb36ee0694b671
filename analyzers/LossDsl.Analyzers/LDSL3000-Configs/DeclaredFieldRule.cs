using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>A rule between two settings of a config, as attributes declare it.</summary>
/// <param name="Owner">The setting with the attribute.</param>
/// <param name="Other">The other setting.</param>
/// <param name="Rule">The rule; its value is converted to the other setting's type.</param>
internal sealed record DeclaredFieldRule(IPropertySymbol Owner, IPropertySymbol Other, FieldRule Rule)
{
    /// <summary>The valid rules of a config. Invalid ones are reported at their declaration.</summary>
    public static IEnumerable<DeclaredFieldRule> GetRules(INamedTypeSymbol config, KnownSymbols symbols) =>
        DeclarationCache.GetOrCreate(symbols.Compilation)?.GetConfig(config)?.Settings.SelectMany(setting =>
            setting.Field.Rules.Select((rule, i) => new DeclaredFieldRule(setting.Property, setting.OtherSettings[i], rule))) ?? [];
}
