using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Keys;

/// <summary>LDSL2002: a key must be one that the contract knows.</summary>
/// <remarks>
/// A key close to a known one is taken for a slip: an error. Any other one is a warning, and nothing at all where the
/// contract keeps extra keys.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownKeyAnalyzer() : ContractAnalyzer(Rule)
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

    // Where extra keys are legal, only what one slip of the fingers explains is surely a mistake.
    private const int SlipOfTheFingers = 2;

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary)
    {
        var contracts = new DataDictContract.Reader(vocabulary);
        context.RegisterOperationAction(operation => Check(operation, contracts), BatchAccess.Kinds);
    }

    private static void Check(OperationAnalysisContext context, DataDictContract.Reader contracts)
    {
        if (BatchAccess.Of(context.Operation) is not { } access
            || contracts.OfBatch(access.Batch.Type) is not { } contract
            || access.ConstantKey is not { } key
            || contract.Knows(key))
        {
            return;
        }

        var candidates = contract.Keys.Where(known => !DifferInDigitsOnly(key, known));
        var meant = NearestName.Of(key, candidates, contract.HasExtra ? SlipOfTheFingers : int.MaxValue);
        if (meant is null && contract.HasExtra)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            access.Key.Syntax.GetLocation(),
            meant is null ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            additionalLocations: null,
            meant is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Meant, meant),
            key,
            contract.Name,
            meant is null ? "" : $"; did you mean '{meant}'?"));
    }

    // "reward_2" beside "reward_1" is the next of a series, not a slip.
    private static bool DifferInDigitsOnly(string key, string known) => WithoutDigits(key) == WithoutDigits(known);

    private static string WithoutDigits(string key) => string.Concat(key.Where(character => !char.IsDigit(character)));
}
