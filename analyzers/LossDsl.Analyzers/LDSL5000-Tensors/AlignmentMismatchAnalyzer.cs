using LossDsl.Analyzers.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5003: what describes this token cannot stand where the next token is described.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AlignmentMismatchAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL5003",
        "A per-token tensor must have the alignment that is declared",
        "Entry t of {0} describes token {1}, entry t of {2} token {3}: every entry would be off by one",
        Category.Tensors,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL5003.md");

    private const int This = 1;

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary)
    {
        var contracts = new DataDictContract.Reader(vocabulary);
        context.RegisterOperationAction(operation => Check(operation, contracts), (OperationKind[])[OperationKind.SimpleAssignment, .. BatchAccess.Kinds]);
    }

    private static void Check(OperationAnalysisContext context, DataDictContract.Reader contracts)
    {
        if (Given(context.Operation, contracts) is not var (target, value)
            || value.Source() is not { } source
            || Tensor(source, contracts) is not { } given
            || given.Alignment == target.Alignment)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rule, value.Unconverted().Syntax.GetLocation(), given.Name, Words(given.Alignment), target.Name, Words(target.Alignment)));
    }

    // A property of a record, or an entry of a batch: new T { X = value }, batch["x"] = value, batch.Add("x", value).
    private static ((string Name, int Alignment) Target, IOperation Value)? Given(IOperation operation, DataDictContract.Reader contracts)
    {
        if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: false } property, Value: var assigned })
            return Tensor(property, contracts) is { } declared ? (declared, assigned) : null;
        return BatchAccess.Of(operation) is { Value: { } added } access && Entry(access, contracts) is { } entry ? (entry, added) : null;
    }

    private static (string Name, int Alignment)? Tensor(IOperation operation, DataDictContract.Reader contracts) => operation switch
    {
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } => Aligned(
            $"{property.ContainingType.Name}.{property.Name}",
            property.Attribute(contracts.Vocabulary.Tensor)?.Named("Aligned") as int? ?? 0),
        _ when BatchAccess.Of(operation) is { Value: null } access && operation.Type?.SpecialType != SpecialType.System_Boolean
            => Entry(access, contracts),
        _ => null,
    };

    private static (string Name, int Alignment)? Entry(BatchAccess access, DataDictContract.Reader contracts) =>
        access.ConstantKey is { } key && contracts.OfBatch(access.Batch.Type) is { } contract
            ? Aligned($"'{key}' of {contract.Name}", contract.Fields.FirstOrDefault(field => field.Key == key).Alignment)
            : null;

    private static (string Name, int Alignment)? Aligned(string name, int alignment) => alignment == 0 ? null : (name, alignment);

    private static string Words(int alignment) => alignment == This ? "t" : "t+1";
}
