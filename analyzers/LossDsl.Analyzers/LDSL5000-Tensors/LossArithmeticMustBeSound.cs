using System.Collections.Immutable;
using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5002, LDSL5003, LDSL5004 and LDSL5006: one walk through a method finds the violations of all four rules.</summary>
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
            if (KnownSymbols.GetOrCreate(start.Compilation) is not { } symbols)
                return;
            var tokens = new TokenTensorDeclarations(symbols);
            MethodBodies.Register(
                start,
                operation => Concerns(operation, symbols),
                [OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.ObjectCreation],
                (block, body) => Check(block, body, symbols, tokens));
            start.RegisterSymbolAction(property => CheckMask(property, symbols), SymbolKind.Property);
        });
    }

    private static void Check(OperationBlockAnalysisContext context, IOperation body, KnownSymbols symbols, TokenTensorDeclarations tokens)
    {
        foreach (var finding in LossFlowVisitor.Analyze(body, symbols, tokens))
            context.ReportDiagnostic(finding);
    }

    private static bool Concerns(IOperation operation, KnownSymbols symbols) => operation switch
    {
        IInvocationOperation call => call.TargetMethod.ContainingAssembly.Is(symbols.Library),
        IPropertyReferenceOperation { Property: { ContainingType: { } owner } property } => owner.ContainingAssembly.Is(symbols.Library)
            || (property.Type.Is(symbols.TensorType) && symbols.IsDataDict(owner)),
        IObjectCreationOperation { Type: INamedTypeSymbol type, Parent: not IAttributeOperation } => type.ContainingAssembly.Is(symbols.Library)
            || symbols.IsDataDict(type),
        _ => false,
    };

    // GlobalNormalization.FromBatch relies on IMaskedBatch: entry t of the mask is about token t.
    private static void CheckMask(SymbolAnalysisContext context, KnownSymbols symbols)
    {
        if (context.Symbol is not IPropertySymbol { Name: "TokenMask" } property
            || property.GetAttribute(symbols.TensorAttribute) is not { } attribute
            || attribute.GetNamedArgument("Alignment") as int? != Next
            || !property.ContainingType.AllInterfaces.Any(type => type.Name == "IMaskedBatch" && type.ContainingAssembly.Is(symbols.Library)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            LossArithmeticRules.TensorsMustBeAligned,
            attribute.GetArgumentExpression(context.CancellationToken, "Alignment")?.GetLocation() ?? attribute.GetLocation(property, context.CancellationToken),
            $"IMaskedBatch.TokenMask has entry t for token t, {property.ContainingType.Name}.TokenMask is declared for token t+1: "
            + "every count would be off by one; declare Alignment = TokenAlignment.Current"));
    }
}
