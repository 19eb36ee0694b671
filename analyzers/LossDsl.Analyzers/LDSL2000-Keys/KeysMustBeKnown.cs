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
        var dataDicts = new DataDictKeys.Reader(symbols);
        context.RegisterOperationAction(operation => Check(operation, dataDicts), BatchAccess.OperationKinds);
    }

    private static void Check(OperationAnalysisContext context, DataDictKeys.Reader dataDicts)
    {
        if (BatchAccess.FromOperation(context.Operation) is not { } access || dataDicts.GetForBatchType(access.Batch.Type) is not { } dataDict)
            return;

        foreach (var (place, key) in KeyStrings.FindIn(access.Key))
        {
            if (dataDict.HasKey(key) || !KeyStrings.IsFirstUse(access.Key))
                continue;
            var near = KeySpelling.FindIntendedKey(key, dataDict, given: []);
            if (dataDict.HasExtra && (near is null || IsMeant(key, near, access)))
                continue;
            var meant = near is null ? null : KeySpelling.FindIntendedKey(key, dataDict, access.IsWrite ? WrittenKeys.Find(access) : []);
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                place.Syntax.GetLocation(),
                near is null ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
                additionalLocations: null,
                meant is null ? null : ImmutableDictionary<string, string?>.Empty.Add(SuggestionKey, meant),
                key,
                dataDict.Name,
                WayOut(near, meant, dataDict)));
        }
    }

    private static string WayOut(string? near, string? meant, DataDictKeys dataDict) =>
        near is null ? ""
        : meant is null ? $"; the similar key '{near}' is already present"
        : dataDict.HasExtra ? $"; did you mean '{meant}'? It counts as an extra key only when '{meant}' is present as well"
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
