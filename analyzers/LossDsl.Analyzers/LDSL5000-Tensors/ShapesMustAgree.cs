using System.Collections.Immutable;
using LossDsl.Analyzers.Tensors.Flow;
using LossDsl.Analyzers.Tensors.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5007 to LDSL5011: one walk infers the shapes in a method and finds the violations of all five rules.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShapesMustAgree : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ShapeRules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.GetOrCreate(start.Compilation) is not { } symbols)
                return;
            var (shapes, tokens) = (new DeclaredShapes(symbols), new TokenTensorDeclarations(symbols));
            TensorBodies.Register(start, symbols, (block, body) => Check(block, body, shapes, tokens));
        });
    }

    private static void Check(OperationBlockAnalysisContext context, IOperation body, DeclaredShapes shapes, TokenTensorDeclarations tokens)
    {
        var findings = ShapeWalk.Through(body, context.OwningSymbol as IMethodSymbol, shapes).Findings;
        if (findings.IsEmpty)
            return;

        // A misalignment that LDSL5003 reports is not reported again as a shape mismatch, neither are its consequences.
        var misaligned = LossFlowVisitor.Analyze(body, shapes.KnownSymbols, tokens)
            .Where(other => other.Id == LossArithmeticRules.TensorsMustBeAligned.Id)
            .Select(other => other.Location.SourceSpan)
            .ToList();
        foreach (var finding in findings.Where(finding => !misaligned.Any(other => IsConsequence(finding, other))))
            context.ReportDiagnostic(finding);
    }

    private static bool IsConsequence(Diagnostic finding, TextSpan misaligned) => finding.Location.SourceSpan.IntersectsWith(misaligned)
        || (finding.Id == ShapeRules.LengthsMustAgree.Id && finding.Location.SourceSpan.End > misaligned.Start);
}
