using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>LDSL2002: a key must be declared by the data dict.</summary>
/// <remarks>
/// A key that is similar to a declared one is taken for a typo: an error. Any other key is a warning, or not reported at all if
/// the data dict has an <c>[Extra]</c> property.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeysMustBeKnown() : SingleRuleAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL2002",
        "A key must be declared by the data dict of the batch",
        "'{0}' is not a key of {1}{2}",
        Category.Keys,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL2002.md");

    /// <summary>The diagnostic property that holds the key that was probably meant.</summary>
    public const string SuggestionKey = "meant";

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        var contracts = new DataDictContract.Reader(symbols);
        context.RegisterOperationAction(operation => Check(operation, contracts), BatchAccess.OperationKinds);
    }

    private static void Check(OperationAnalysisContext context, DataDictContract.Reader contracts)
    {
        if (BatchAccess.FromOperation(context.Operation) is not { } access || contracts.GetForBatchType(access.Batch.Type) is not { } contract)
            return;

        foreach (var (place, key) in KeyStrings.FindIn(access.Key))
        {
            if (contract.HasKey(key) || !KeyStrings.IsFirstUse(access.Key))
                continue;
            var near = KeySpelling.FindIntendedKey(key, contract, given: []);
            if (contract.HasExtra && (near is null || IsMeant(key, near, access)))
                continue;
            var meant = near is null ? null : KeySpelling.FindIntendedKey(key, contract, access.IsWrite ? WrittenKeys.Find(access) : []);
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                place.Syntax.GetLocation(),
                near is null ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
                additionalLocations: null,
                meant is null ? null : ImmutableDictionary<string, string?>.Empty.Add(SuggestionKey, meant),
                key,
                contract.Name,
                WayOut(near, meant, contract)));
        }
    }

    private static string WayOut(string? near, string? meant, DataDictContract contract) =>
        near is null ? ""
        : meant is null ? $"; the similar key '{near}' is already present"
        : contract.HasExtra ? $"; did you mean '{meant}'? It counts as an extra key only when '{meant}' is present as well"
        : $"; did you mean '{meant}'?";

    // If the similar declared key is used as well, the unknown key is not a typo of it.
    private static bool IsMeant(string key, string meant, BatchAccess access)
    {
        var written = access.Batch.GetRoot().Descendants()
            .Select(BatchAccess.FromOperation)
            .Where(other => other is { IsWrite: true } && SymbolEqualityComparer.Default.Equals(other.Value.Batch.Type, access.Batch.Type))
            .SelectMany(other => KeyStrings.FindIn(other!.Value.Key))
            .Select(text => text.Text)
            .ToList();
        return written.Contains(meant) && (access.IsWrite || written.Contains(key));
    }
}
