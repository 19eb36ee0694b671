using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>LDSL2004: a metric that is read by name must exist in the metrics record.</summary>
/// <remarks>Testing for a name that is similar to no metric is legal, though the result is always false: a warning.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricsMustBeKnown() : SingleRuleAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL2004",
        "A metric must be one that the metrics record has",
        "'{0}' is not a metric of {1}{2}",
        Category.Keys,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL2004.md");

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        if (context.Compilation.GetTypeByMetadataName("LossDsl.MetricValues`1") is { } values)
            context.RegisterOperationAction(operation => Check(operation, values, symbols), BatchAccess.OperationKinds);
    }

    private static void Check(OperationAnalysisContext context, INamedTypeSymbol values, KnownSymbols symbols)
    {
        if (Read(context.Operation, values) is not var (record, key, demands)
            || DeclarationCache.GetOrCreate(symbols.Compilation)?.GetMetrics(record)?.Model is not { } declared)
        {
            return;
        }

        var metrics = declared.Metrics.Select(metric => metric.Key).ToList();
        foreach (var (place, name) in KeyStrings.FindIn(key))
        {
            if (metrics.Count == 0 || metrics.Contains(name) || !KeyStrings.IsFirstUse(key) || ExpectedFailure.Surrounds(context.Operation))
                continue;
            var meant = NearestName.Find(name, metrics);
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                place.Syntax.GetLocation(),
                demands || meant is not null ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                additionalLocations: null,
                meant is null ? null : ImmutableDictionary<string, string?>.Empty.Add(KeysMustBeKnown.SuggestionKey, meant),
                name,
                record.Name,
                meant is null ? $"; it has {string.Join(", ", metrics.Select(metric => $"'{metric}'"))}" : $"; did you mean '{meant}'?"));
        }
    }

    // values["loss"], ContainsKey, TryGetValue, GetValueOrDefault; and whether the access throws if there is no such metric.
    private static (INamedTypeSymbol Record, IOperation Key, bool Demands)? Read(IOperation operation, INamedTypeSymbol values)
    {
        return operation switch
        {
            IPropertyReferenceOperation { Instance.Type: var type, Property.IsIndexer: true, Arguments: [{ Value: var key }] } => Of(type, key, demands: true),
            IInvocationOperation { Instance.Type: var type, TargetMethod.Name: "ContainsKey" or "TryGetValue", Arguments: [{ Value: var key }, ..] } =>
                Of(type, key, demands: false),
            IInvocationOperation { TargetMethod.Name: "GetValueOrDefault", Arguments: [{ Value: var metrics }, { Value: var key }, ..] } =>
                Of(metrics.WalkDownConversion().Type, key, demands: false),
            _ => null,
        };

        (INamedTypeSymbol Record, IOperation Key, bool Demands)? Of(ITypeSymbol? type, IOperation key, bool demands) =>
            type is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol record] } named && named.OriginalDefinition.Is(values)
                ? (record, key, demands)
                : null;
    }
}
