using System.Collections.Immutable;
using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5002, LDSL5003, LDSL5004 and LDSL5006: one walk through a method finds what breaks any of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossArithmeticMustBeSound : DiagnosticAnalyzer
{
    private const int Next = 2;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => LossArithmeticRules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Vocabulary.Of(start.Compilation) is not { } vocabulary)
                return;
            var tokens = new DeclaredTokens(vocabulary);
            start.RegisterOperationBlockStartAction(block => Check(block, vocabulary, tokens));
            start.RegisterSymbolAction(property => CheckMask(property, vocabulary), SymbolKind.Property);
        });
    }

    // Most methods have nothing to do with losses: only where an operation has, the method is walked through.
    private static void Check(OperationBlockStartAnalysisContext context, Vocabulary vocabulary, DeclaredTokens tokens)
    {
        var concerns = false;
        context.RegisterOperationAction(
            operation => concerns = concerns || Concerns(operation.Operation, vocabulary),
            OperationKind.Invocation,
            OperationKind.PropertyReference,
            OperationKind.ObjectCreation);
        context.RegisterOperationBlockEndAction(end =>
        {
            if (!concerns)
                return;
            foreach (var body in end.OperationBlocks)
            {
                // Attributes name types of the library and compute nothing.
                if (body is IAttributeOperation)
                    continue;
                foreach (var finding in FlowWalk.Through(body, vocabulary, tokens))
                    end.ReportDiagnostic(finding);
            }
        });
    }

    private static bool Concerns(IOperation operation, Vocabulary vocabulary) => operation switch
    {
        IInvocationOperation call => call.TargetMethod.ContainingAssembly.Is(vocabulary.Library),
        IPropertyReferenceOperation { Property: { ContainingType: { } owner } property } => owner.ContainingAssembly.Is(vocabulary.Library)
            || (property.Type.Is(vocabulary.TensorType) && vocabulary.IsDataDict(owner)),
        IObjectCreationOperation { Type: INamedTypeSymbol type, Parent: not IAttributeOperation } => type.ContainingAssembly.Is(vocabulary.Library)
            || vocabulary.IsDataDict(type),
        _ => false,
    };

    // IMaskedBatch promises entry t for token t: GlobalNormalization.Of counts by that.
    private static void CheckMask(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        if (context.Symbol is not IPropertySymbol { Name: "TokenMask" } property
            || property.Attribute(vocabulary.Tensor) is not { } attribute
            || attribute.Named("Aligned") as int? != Next
            || !property.ContainingType.AllInterfaces.Any(type => type.Name == "IMaskedBatch" && type.ContainingAssembly.Is(vocabulary.Library)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            LossArithmeticRules.TensorsMustBeAligned,
            attribute.Argument(context.CancellationToken, "Aligned")?.GetLocation() ?? attribute.Place(property, context.CancellationToken),
            $"IMaskedBatch.TokenMask has entry t for token t, {property.ContainingType.Name}.TokenMask is declared for token t+1: "
            + "every count would be off by one; declare Aligned = Token.This"));
    }
}
