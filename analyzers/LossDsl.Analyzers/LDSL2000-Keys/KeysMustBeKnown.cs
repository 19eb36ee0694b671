using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>LDSL2002: a key must be one that the contract knows.</summary>
/// <remarks>
/// A key close to a known one is taken for a slip: an error. Any other one is a warning, and nothing at all where the
/// contract keeps extra keys.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeysMustBeKnown() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL2002",
        "A key must be one that the contract of the batch knows",
        "'{0}' is not a key of {1}{2}",
        Category.Keys,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL2002.md");

    /// <summary>The property of a diagnostic that holds the key that was probably meant.</summary>
    public const string Meant = "meant";

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary)
    {
        var contracts = new DataDictContract.Reader(vocabulary);
        context.RegisterOperationAction(operation => Check(operation, contracts), BatchAccess.Kinds);
    }

    private static void Check(OperationAnalysisContext context, DataDictContract.Reader contracts)
    {
        if (BatchAccess.Of(context.Operation) is not { } access || contracts.OfBatch(access.Batch.Type) is not { } contract)
            return;

        foreach (var (place, key) in KeyTexts.In(access.Key))
        {
            if (contract.Knows(key) || !KeyTexts.IsFirstUse(access.Key))
                continue;
            var near = KeySlip.Meant(key, contract, given: []);
            if (contract.HasExtra && (near is null || IsMeant(key, near, access)))
                continue;
            var meant = near is null ? null : KeySlip.Meant(key, contract, access.IsWrite ? WrittenKeys.Of(access) : []);
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                place.Syntax.GetLocation(),
                near is null ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
                additionalLocations: null,
                meant is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Meant, meant),
                key,
                contract.Name,
                WayOut(near, meant, contract)));
        }
    }

    private static string WayOut(string? near, string? meant, DataDictContract contract) =>
        near is null ? ""
        : meant is null ? $"; '{near}', which is like it, is there already"
        : contract.HasExtra ? $"; did you mean '{meant}'? Only beside '{meant}' is it taken for an extra key"
        : $"; did you mean '{meant}'?";

    // Beside a key that is spelled rightly, one that is like it is no slip of it.
    private static bool IsMeant(string key, string meant, BatchAccess access)
    {
        var written = access.Batch.Root().Descendants()
            .Select(BatchAccess.Of)
            .Where(other => other is { IsWrite: true } && SymbolEqualityComparer.Default.Equals(other.Value.Batch.Type, access.Batch.Type))
            .SelectMany(other => KeyTexts.In(other!.Value.Key))
            .Select(text => text.Text)
            .ToList();
        return written.Contains(meant) && (access.IsWrite || written.Contains(key));
    }
}
